//! A store that was damaged: the file is named, and what is intact comes back.
#![cfg(feature = "store")]

mod store_support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use samestory::error::Error;
use samestory::pipeline::Pipeline;

use store_support::{
    ARTICLES, Folder, SNAPSHOT, abandoned, answers, options, sample, store_options, try_open,
};

fn flip(path: &Path, place: usize) {
    let mut bytes = fs::read(path).expect("a file");
    bytes[place] ^= 0x10;
    fs::write(path, bytes).expect("written");
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn a_damaged_snapshot_costs_nothing() {
    for kind in ["first byte", "middle", "last byte", "cut short", "empty", "other text"] {
        let (folder, wanted) = abandoned(&format!("snapshot {kind}"));
        let newest = folder.files("snapshot-").pop().expect("a snapshot");
        let bytes = fs::read(&newest).expect("a file");
        match kind {
            "first byte" => flip(&newest, 0),
            "middle" => flip(&newest, bytes.len() / 2),
            "last byte" => flip(&newest, bytes.len() - 1),
            "cut short" => fs::write(&newest, &bytes[..bytes.len() / 3]).expect("written"),
            "empty" => fs::write(&newest, "").expect("written"),
            _ => fs::write(&newest, "<html>404</html>".repeat(1000)).expect("written"),
        }
        let pipeline = try_open(&folder, false).expect("another snapshot is left");
        assert_eq!(answers(&pipeline), wanted, "{kind}");
        let recovery = pipeline.recovery().clone();
        assert!(recovery.is_complete(), "{kind}: {recovery:?}");
        let damaged: Vec<String> = recovery.damaged.iter().map(|(path, _)| name(path)).collect();
        assert_eq!(damaged, [format!("snapshot-{SNAPSHOT:020}.snap.damaged")], "{kind}");
        drop(pipeline);
        let again = try_open(&folder, false).expect("whole again");
        assert_eq!((answers(&again), &again.recovery().damaged), (wanted, &Vec::new()), "{kind}");
    }
}

/// Every byte of a snapshot matters, or reading finds out.
#[test]
fn no_byte_of_a_snapshot_changes_unseen() {
    let (folder, wanted) = abandoned("snapshot bytes");
    let newest = folder.files("snapshot-").pop().expect("a snapshot");
    let bytes = fs::read(&newest).expect("a file");
    let backup = Folder::new("snapshot bytes backup");
    copy(&folder.0, &backup.0);
    let steps = if cfg!(debug_assertions) { 5 } else { 40 };
    for step in 0..steps {
        copy(&backup.0, &folder.0);
        flip(&newest, bytes.len() * step / steps + step);
        let pipeline = try_open(&folder, false).expect("another snapshot is left");
        assert_eq!(pipeline.recovery().damaged.len(), 1, "{step}");
        assert_eq!(answers(&pipeline), wanted, "{step}");
    }
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

/// The journal behind the last snapshot, and where its entries begin.
fn journal(folder: &Folder) -> (PathBuf, Vec<u8>, Vec<usize>) {
    let path = folder.files("journal-").pop().expect("a journal");
    let bytes = fs::read(&path).expect("a file");
    let starts = bytes.windows(4).enumerate().filter(|(_, window)| *window == b"\xf5SF\xfe");
    let starts = starts.map(|(place, _)| place).collect();
    (path, bytes, starts)
}

#[test]
fn damage_in_the_journal_is_named_and_costs_one_entry() {
    let sample = sample();
    for (case, entry) in [("first", 1), ("middle", 17), ("last", 40)] {
        let (folder, _) = abandoned(&format!("journal {case}"));
        let (path, bytes, starts) = journal(&folder);
        assert_eq!(starts.len(), 41, "a header and an entry for each article since");
        for place in [starts[entry], starts[entry] + 6, starts[entry] + 60] {
            fs::write(&path, &bytes).expect("written");
            flip(&path, place);
            match try_open(&folder, false) {
                Err(Error::StoreDamaged { path: named, offset, .. }) => {
                    assert_eq!((named, offset), (path.clone(), starts[entry] as u64), "{case}");
                }
                other => panic!("{case}: {other:?}"),
            }
        }
        let before = fs::read(&path).expect("still there");
        assert_eq!(before.len(), bytes.len(), "a refusal changes nothing");
        let pipeline = try_open(&folder, true).expect("the rest");
        let recovery = pipeline.recovery().clone();
        assert_eq!((recovery.lost, recovery.replayed), (1, 39), "{case}: {recovery:?}");
        assert!(!recovery.is_complete());
        assert_eq!(name(&recovery.damaged[0].0), format!("{}.damaged", name(&path)));
        let lost = SNAPSHOT as usize + entry - 1;
        for (number, article) in sample[..ARTICLES].iter().enumerate() {
            let held = pipeline.article(article.id.as_str());
            assert_eq!(held, Some(article).filter(|_| number != lost), "{case}: {number}");
        }
        let answer = answers(&pipeline);
        drop(pipeline);
        let mut again = try_open(&folder, false).expect("whole again");
        assert_eq!(answers(&again), answer, "{case}");
        again.push(sample[lost].clone()).expect("what was lost can come again");
    }
}

#[test]
fn an_entry_that_was_not_written_to_its_end_is_no_damage() {
    let (folder, wanted) = abandoned("torn");
    let (path, bytes, starts) = journal(&folder);
    let entry = &bytes[starts[3]..starts[4]];
    for length in [1, 10, 24, 25, 26, entry.len() - 1] {
        fs::write(&path, &bytes).expect("written");
        let mut file = fs::File::options().append(true).open(&path).expect("a file");
        file.write_all(&entry[..length]).expect("written");
        let pipeline = try_open(&folder, false).expect("nothing is lost");
        assert_eq!(answers(&pipeline), wanted, "{length}");
        let recovery = pipeline.recovery();
        // Zeros at its end are taken for room.
        let unfinished =
            entry[..length].iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        assert_eq!(
            (recovery.unfinished, recovery.damaged.len()),
            (unfinished as u64, 0),
            "{length}"
        );
        drop(pipeline);
        assert_eq!(fs::read(&path).expect("a file"), bytes, "it is cut off");
        // The same with the room that a crash leaves behind it.
        fs::write(&path, &bytes).expect("written");
        let mut file = fs::File::options().append(true).open(&path).expect("a file");
        file.write_all(&entry[..length]).expect("written");
        file.write_all(&vec![0; 3_000_000]).expect("written");
        let pipeline = try_open(&folder, false).expect("nothing is lost");
        assert_eq!(answers(&pipeline), wanted, "{length}");
        let recovery = pipeline.recovery();
        assert_eq!(
            (recovery.unfinished, recovery.damaged.len()),
            (unfinished as u64, 0),
            "{length}"
        );
        drop(pipeline);
        assert_eq!(fs::read(&path).expect("a file"), bytes, "it is cut off");
    }
}

#[test]
fn what_stands_in_the_room_behind_the_entries_is_damage() {
    let (folder, _) = abandoned("room");
    let (path, bytes, _) = journal(&folder);
    let mut with_room = bytes.clone();
    with_room.resize(bytes.len() + 1_000_000, 0);
    for place in [bytes.len() + 100, with_room.len() - 1] {
        fs::write(&path, &with_room).expect("written");
        flip(&path, place);
        match try_open(&folder, false) {
            Err(Error::StoreDamaged { path: named, offset, .. }) => {
                assert_eq!((named, offset), (path.clone(), bytes.len() as u64));
            }
            other => panic!("{place}: {other:?}"),
        }
    }
}

#[test]
fn a_lost_journal_is_an_error() {
    // The one between two snapshots, of which the second is damaged, and the one behind both, of
    // which nothing tells how many entries it had.
    for (place, damage, lost, left) in
        [(0, true, 10, ARTICLES - 10), (1, true, 1, 20), (1, false, 1, 20)]
    {
        let case = format!("lost journal {place} {damage}");
        let (folder, _) = abandoned(&case);
        if damage {
            let newest = folder.files("snapshot-").pop().expect("a snapshot");
            fs::write(newest, "").expect("written");
        }
        fs::remove_file(folder.files("journal-").swap_remove(place)).expect("removed");
        let refused = try_open(&folder, false);
        let named = matches!(&refused, Err(Error::StoreDamaged { .. }));
        assert!(named, "{case}: {:?}", refused.err());
        let pipeline = try_open(&folder, true).expect("the rest");
        assert_eq!((pipeline.recovery().lost, pipeline.article_count()), (lost, left), "{case}");
        drop(pipeline);
        assert_eq!(try_open(&folder, false).expect("whole again").article_count(), left);
    }
}

#[test]
fn articles_outlive_all_snapshots() {
    let (folder, _) = abandoned("all snapshots");
    for path in folder.files("snapshot-") {
        // The clustering comes last.
        let length = fs::metadata(&path).expect("a file").len() as usize;
        flip(&path, length - 200);
    }
    let refused = try_open(&folder, false);
    let Err(Error::StoreDamaged { path, .. }) = refused else { panic!("{refused:?}") };
    assert!(name(&path).starts_with("snapshot-"));
    let pipeline = try_open(&folder, true).expect("the articles");
    assert_eq!(pipeline.article_count(), ARTICLES);
    let recovery = pipeline.recovery();
    assert!(recovery.afresh >= SNAPSHOT && recovery.lost == 0, "{recovery:?}");
    assert!(pipeline.stories().len() > 5);
    let answer = answers(&pipeline);
    drop(pipeline);
    let again = try_open(&folder, false).expect("whole again");
    assert_eq!(answers(&again), answer);
    assert!(again.recovery().is_complete());
}

/// CRC-32 as the files have it, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 }
        })
    })
}

#[test]
fn another_format_is_refused_or_made_anew() {
    let (folder, _) = abandoned("format");
    folder.files("snapshot-").iter().for_each(|path| change_format(path));
    let refused = try_open(&folder, false).expect_err("refused");
    assert!(matches!(refused, Error::StoreVersion { found: 99, supported: 7, .. }), "{refused}");
    let pipeline = try_open(&folder, true).expect("the articles");
    assert_eq!(pipeline.article_count(), ARTICLES);
    assert!(pipeline.recovery().afresh >= SNAPSHOT);
}

/// Makes a snapshot one of a format that no version has.
fn change_format(path: &Path) {
    // The first number of the first frame is the format.
    let mut bytes = fs::read(path).expect("a file");
    let length = u32::from_le_bytes(bytes[5..9].try_into().expect("4 bytes")) as usize;
    assert_eq!(bytes[25], 7, "a newer format: this test knows the seventh");
    bytes[25] = 99;
    let payload = checksum(&bytes[25..25 + length]).to_le_bytes();
    bytes[17..21].copy_from_slice(&payload);
    let header = checksum(&bytes[..21]).to_le_bytes();
    bytes[21..25].copy_from_slice(&header);
    fs::write(path, bytes).expect("written");
}

/// Takedowns count also where decisions are lost, and no number is given twice.
#[test]
fn what_was_removed_does_not_come_back_with_old_articles() {
    for damage in ["format", "both", "newest"] {
        let folder = Folder::new(&format!("removed {damage}"));
        let mut given = options();
        given.retention_hours = Some(500_000.0);
        let builder = || Pipeline::builder().options(given.clone());
        let mut pipeline = builder().open(&folder.0, store_options(1_000_000)).expect("a store");
        let sample = sample();
        let mut last = 0;
        let mut note = |events: &[samestory::pipeline::Event]| {
            last = events.iter().map(|event| event.sequence).max().unwrap_or(last).max(last);
        };
        for (number, article) in sample.iter().take(ARTICLES).enumerate() {
            note(&pipeline.push(article.clone()).expect("accepted"));
            match number {
                20 | 40 => pipeline.snapshot().expect("written"),
                30 => note(&pipeline.remove(sample[5].id.as_str()).expect("written")),
                50 => note(&pipeline.remove(sample[6].id.as_str()).expect("written")),
                _ => {}
            }
        }
        drop(pipeline);
        for path in folder.files("snapshot-").into_iter().skip(usize::from(damage == "newest")) {
            match damage {
                "format" => change_format(&path),
                // The articles come before the clustering, in the middle.
                _ => flip(&path, fs::metadata(&path).expect("a file").len() as usize / 2),
            }
        }
        let mut store = store_options(1_000_000);
        store.recover = true;
        let mut pipeline = Pipeline::builder().open(&folder.0, store).expect("the rest");
        assert_eq!(pipeline.options(), &given, "{damage}");
        let gone = [5, 6].map(|number| pipeline.contains(sample[number].id.as_str()));
        assert_eq!(gone, [false, false], "{damage}");
        if damage != "both" {
            assert_eq!(pipeline.article_count(), ARTICLES - 2, "{damage}");
        }
        assert!(pipeline.article_count() >= ARTICLES - 21, "{damage}");
        let events = pipeline.push(sample[5].clone()).expect("free again");
        let least = events.iter().map(|event| event.sequence).min().expect("an event");
        assert!(least > last, "{damage}: {least} after {last}");
        if damage != "newest" {
            let story = pipeline.story_of(sample[7].id.as_str()).expect("a story");
            let number: usize = story[1..].parse().expect("a number");
            assert!(number >= 40, "{damage}: {story} was given before");
        }
    }
}
