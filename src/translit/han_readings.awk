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
    print "#   awk -f src/translit/han_readings.awk Unihan_IRGSources.txt Unihan_Variants.txt Unihan_Readings.txt"
    print "# sha256 of the files:"
    print "# 3fd86943e45b189b2cac7745f6af064d03cbe302e6198b6dd0324a6d265c1ef3 Unihan_IRGSources.txt"
    print "# eaf54a2a5ea0df3e030cabe7917b04b7556e539874668eaaa106fce7c4b8bf46 Unihan_Variants.txt"
    print "# 7f4b628de153e639e5100fe3aa46e8869e332d6f9ed8acff5f3790642d7046c1 Unihan_Readings.txt"
    for (place = 1; place <= count; place++) {
        code = order[place]
        if (code in core && (code in cantonese || code in hangul || code in simplified))
            print substr(code, 3) "\t" substr(simplified[code], 3) "\t" cantonese[code] "\t" hangul[code]
    }
}
