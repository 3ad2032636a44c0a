# Writes han_readings.txt out of Unihan 15.0 (Unicode-3.0):
#   awk -f src/translit/han_readings.awk Unihan_IRGSources.txt Unihan_Variants.txt Unihan_Readings.txt
# Characters of the international core set: character, simplified form, Cantonese, Sino-Korean.
BEGIN { FS = "\t" }
FNR == 1 { file++ }
file == 1 && $2 == "kIICore" && /^U/ { core[$1] = 1; order[++count] = $1 }
file == 2 && $2 == "kSimplifiedVariant" { split($3, forms, " "); if (forms[1] != $1) simplified[$1] = forms[1]; else simplified[$1] = forms[2] }
file == 3 && $2 == "kCantonese" { split($3, forms, " "); sub(/[0-9]$/, "", forms[1]); cantonese[$1] = forms[1] }
file == 3 && $2 == "kHangul" { split($3, forms, " "); sub(/:.*/, "", forms[1]); hangul[$1] = forms[1] }
END {
    # A simplified character is read as its traditional form.
    for (code in simplified)
        if (!(simplified[code] in hangul) && code in hangul) hangul[simplified[code]] = hangul[code]
    print "# Readings of Han characters from Unihan 15.0, Unicode License v3. Written by"
    print "# sha256 Readings 7f4b628d…, Variants eaf54a2a…, IRGSources 3fd86943…."
    print "#   awk -f src/translit/han_readings.awk Unihan_IRGSources.txt Unihan_Variants.txt Unihan_Readings.txt"
    for (place = 1; place <= count; place++) {
        code = order[place]
        if (code in core && (code in cantonese || code in hangul || code in simplified))
            print substr(code, 3) "\t" substr(simplified[code], 3) "\t" cantonese[code] "\t" hangul[code]
    }
}
