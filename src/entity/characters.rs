//! Which Han characters names are written with.

use std::sync::LazyLock;

/// Characters that spell foreign names, simplified and traditional: those of the tables that
/// Chinese newsrooms transliterate by.
const SPELLING: &str = "丁万丘东丝中丰丹乃久乌乔于云亚亞亨京什仁伊伦伯伽佈佐佛佩侯保修倫傑克內兰兴兹内冈农冯凡凯凱切列利加努劳勃勒勞包北匹华卓南\
     博卜占卡卢厄古可史司吉吳吴哈哥唐喬嘉因图圖圣圭地坎坦埃培基塔塞士夏多大夫夸奇奈奎奥奧姆姜威娜嫩孔孙孟季孫宁安宗宾密富寧尔\
     尚尤尼居屈岡崔川巴布希帕席平年幸库底庞庫康廉延廷弗张張強强当彭彻彼德怀恩恰惠愛慈懷戈戴扎托扬拉拜拿提揚敦文斯方施日旺昂昆\
     昌明易普曼曾月朔朗木本朱杜杰東松林果查柯柴根格桑梅榮欣欧欽歇歐武比毕毛永汉汤沃沙治法波泰泽洛津洪派海温湯溫滕漢潘澤烏热熱\
     爱爾牛特玛玻珀珊珍班理琴瑞瑟瑪瓜瓦甘田申畢當登白皮盖盧祐祖福科穆立章简範簡米約納紐索紮紹絲維约纳纽绍维罗羅翁考耶聖肖肯胡\
     能腊臘興舍舒良艾芒芬苏若英范茨茲茹荣莉莫莱華菲萊萨萬蒂蒙蓋蔡薩蘇蘭裡西許詹誇諾謝讓让许诺谢豪貝貢費賈賓賴賽贊贝贡费贾赖赛\
     赞赫路辛農边达迈连迪逊通連道達遜邁邊邓邦郎郭鄧采里金錫钦锡門门阿陈陶隆雄雅雲雷霍青韋韦頓顿香馬馮马高魏魯鲁鲍麥麦黎黑默齊\
     齐龍龐龙";

/// Chinese and Korean surnames of one character, the most frequent.
const SURNAMES: &str = "丁万严习于付任何余侯傅冯刘劉卢史叶吕吳吴呂周唐嚴夏姚姜孔孙孟孫安宋尹崔廖张張彭徐戴文方於曹曾朱朴李杜杨林柳梁楊権權武段毛\
     江汤汪沈河洪湯潘熊王田白盧石秦程罗羅習肖胡苏范莫萬葉董蒋蔡蔣蕭薛蘇袁覃許謝譚许谢谭賀賈贺贾赵趙邓邱邵邹郑郝郭鄒鄧鄭金錢鍾\
     钟钱閻闫陆陈陳陶陸雷韋韓韦韩顧顾馬馮马高魏黃黄黎龍龔龙龚";

/// Whether a character spells foreign names.
pub(super) fn is_spelling(character: char) -> bool {
    sorted(&SPELLING_SET, character)
}

/// Whether a character is a surname.
pub(super) fn is_surname(character: char) -> bool {
    sorted(&SURNAME_SET, character)
}

static SPELLING_SET: LazyLock<Vec<char>> = LazyLock::new(|| SPELLING.chars().collect());
static SURNAME_SET: LazyLock<Vec<char>> = LazyLock::new(|| SURNAMES.chars().collect());

fn sorted(set: &[char], character: char) -> bool {
    set.binary_search(&character).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(SPELLING_SET.is_sorted() && SURNAME_SET.is_sorted());
        assert!("绍伊古特朗普紹".chars().all(is_spelling));
        assert!(is_surname('王') && !is_surname('说') && !is_spelling('说'));
    }
}
