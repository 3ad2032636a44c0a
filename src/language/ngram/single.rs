//! Scripts that one language writes, or two that differ by letters.

use super::table::Table;
use crate::language::script::Script;

/// The language of a script that the n-gram table does not have, and the next likeliest.
pub(super) fn language(script: Script, text: &str, table: &Table) -> Option<(Single, f32)> {
    let single = match script {
        Script::Greek => "el",
        Script::Armenian => "hy",
        Script::Georgian => "ka",
        Script::Hangul => "ko",
        Script::Hiragana => "ja",
        Script::Thai => "th",
        Script::Lao => "lo",
        Script::Khmer => "km",
        Script::Myanmar => "my",
        Script::Tamil => "ta",
        Script::Telugu => "te",
        Script::Kannada => "kn",
        Script::Malayalam => "ml",
        Script::Gujarati => "gu",
        Script::Gurmukhi => "pa",
        Script::Sinhala => "si",
        Script::Oriya => "or",
        Script::Tibetan => "bo",
        Script::Bengali => {
            // Assamese writes its own ra and va.
            let assamese = text.chars().any(|character| matches!(character, 'ৰ' | 'ৱ'));
            return Some((if assamese { ("as", Some("bn")) } else { ("bn", Some("as")) }, 0.99));
        }
        Script::Han => return Some(han(text, table)),
        _ => return None,
    };
    // Minorities write these scripts too, seldom in news.
    Some(((single, None), 0.99))
}

/// Nats for Chinese that each Han character without any kana brings: half of Japanese is kana.
const NO_KANA: f32 = 0.15;

/// A language, and the next likeliest.
pub(super) type Single = (&'static str, Option<&'static str>);

/// Chinese, simplified or traditional, or Japanese without kana, and how sure.
fn han(text: &str, table: &Table) -> (Single, f32) {
    let (mut chinese, mut simplified, mut traditional) = (0.0f32, 0u32, 0u32);
    for character in text.chars().take(400) {
        let simple = SIMPLIFIED.contains(character);
        // The model's Chinese is mostly traditional, so 国 and 会 would speak for Japanese.
        let evidence = table.chinese(character);
        chinese += if simple { evidence.max(0.0) } else { evidence };
        // Names and titles may be without kana, sentences are not.
        chinese += if matches!(character, '\u{4e00}'..='\u{9fff}') { NO_KANA } else { 0.0 };
        simplified += u32::from(simple);
        traditional += u32::from(TRADITIONAL.contains(character));
    }
    let confidence = 1.0 / (1.0 + (-chinese.abs()).exp());
    if chinese < 0.0 {
        return (("ja", Some("zh")), confidence);
    }
    (
        if traditional > simplified { ("zh-Hant", Some("zh")) } else { ("zh", Some("ja")) },
        confidence,
    )
}

// Frequent characters of either standard that the other writes otherwise; Japanese forms such as
// 国 and 会 are in the first list, which decides only after Japanese is ruled out.
const SIMPLIFIED: &str = "国会发为时个来对说们这学开关长门问间见现现实点电车东马鸟鱼语话认识让请谁读课调谈论证译议设访评词试诗误调边过还进远运连选递达迟银钱铁钟错键锁镇产业严两个丰临举义乌乐乔习乡书买乱争亏云亚产亲亿仅从仓仪们价众优伙传伤伦伟体余佣侧侦侨俩债倾偿儿党兰兴养兽内军农冲决况冻净减凤凭凯击创别删刘则刚剂剑剧劝办务动励劳势华协单卖卢卫厂厅历压厌厕县参双变叙号叹吓吕吗听启吴呐员响园围图圆圣场坏块坚坛坝坟壮声处备复够头夹夺奋奖妇妈姗娱婴孙宁宝实宠审宪宫宽宾寻导寿将尔尘尝层属岁岂岗岛峡币师帐帮带归当录彻径忆怀态总恋恶悬惊惧惨惯愿战户扑执扩扫扬扰抚抛抢护报担拟拥择挂挥损换据掷摄摆摇敌数断无旧显晓晕暂术机杀杂权条构枪柜标栈栋栏树样档桥检楼榄横欢欧残毁毕气汇汉汤沟没泪泽洁浅测济浓涂涌润涨渐渔温湾湿满滚滞灭灯灵灾炉炼烂烦烧热爱爷牵状犹独狱献环玛电画疗疯监盖盘矿码确礼祸离种积称稳穷竞笔签简类紧红纪纯纲纳纵纷纸线练组细织终绍经结给络绝统继绩绪续维绵综绿编缘缩网罗罚罢职联聪肃肤胁胜脑脚脱脸艺节芦苏苹范荐荣药获萨蓝虑虚虽蚀蛮补袭装览观规视觉触计订讨训记讲许论诉诊话该详诚谢谱贝负财责败货质贩贫购贵贷贸费贺贼资赏赔赖赚赛赞赢赵赶趋跃践踪轨转轮软轰轻载较辅辆辈输辞达迁违迹适邮邻郑释里针钢钻铃铜铝银链锋锐错长闪闭闯闲闹闻阅阔队阳阴阵阶际陆陈险随隐难雾静页顶项顺须顾顿预领频题颜额风飞饭饮饰馆驱驶验骂骑骗";
const TRADITIONAL: &str = "國會發為時個來對說們這學開關長門問間見現實點電車東馬鳥魚語話認識讓請誰讀課調談論證譯議設訪評詞試詩誤邊過還進遠運連選遞達遲銀錢鐵鐘錯鍵鎖鎮產業嚴兩豐臨舉義烏樂喬習鄉書買亂爭虧雲亞親億僅從倉儀價眾優夥傳傷倫偉體餘傭側偵僑倆債傾償兒黨蘭興養獸內軍農衝決況凍淨減鳳憑凱擊創別刪劉則剛劑劍劇勸辦務動勵勞勢華協單賣盧衛廠廳歷壓厭縣參雙變敘號嘆嚇呂嗎聽啟吳員響園圍圖圓聖場壞塊堅壇壩墳壯聲處備復夠頭夾奪奮獎婦媽娛嬰孫寧寶寵審憲宮寬賓尋導壽將爾塵嘗層屬歲豈崗島峽幣師帳幫帶歸當錄徹徑憶懷態總戀惡懸驚懼慘慣願戰戶撲執擴掃揚擾撫拋搶護報擔擬擁擇掛揮損換據擲攝擺搖敵數斷無舊顯曉暈暫術機殺雜權條構槍櫃標棧棟欄樹樣檔橋檢樓橫歡歐殘毀畢氣匯漢湯溝沒淚澤潔淺測濟濃塗湧潤漲漸漁溫灣濕滿滾滯滅燈靈災爐煉爛煩燒熱愛爺牽狀猶獨獄獻環瑪畫療瘋監蓋盤礦碼確禮禍離種積稱穩窮競筆簽簡類緊紅紀純綱納縱紛紙線練組細織終紹經結給絡絕統繼績緒續維綿綜綠編緣縮網羅罰罷職聯聰肅膚脅勝腦腳脫臉藝節蘆蘇蘋範薦榮藥獲薩藍慮虛雖蝕蠻補襲裝覽觀規視覺觸計訂討訓記講許訴診該詳誠謝譜貝負財責敗貨質販貧購貴貸貿費賀賊資賞賠賴賺賽贊贏趙趕趨躍踐蹤軌轉輪軟轟輕載較輔輛輩輸辭遷違跡適郵鄰鄭釋裡針鋼鑽鈴銅鋁鏈鋒銳閃閉闖閒鬧聞閱闊隊陽陰陣階際陸陳險隨隱難霧靜頁頂項順須顧頓預領頻題顏額風飛飯飲飾館驅駛驗罵騎騙";
