import Foundation
import GRDB
import Records
import Testing
import Vocabulary

@Suite("Collections")
struct CollectionTests {
    let home: TemporaryHome
    let store: RecordStore

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
    }

    @Test("a collection comes back as it was created, dates to the millisecond")
    func roundTrip() throws {
        let created = try store.someCollection()
        #expect(
            created
                == CollectionRecord(
                    id: created.id, ref: created.ref, organisation: nil, name: "Harbour archive",
                    controller: "Town museum",
                    lawfulBasis: "Archiving in the public interest", source: "Donated negatives", retentionDays: 365,
                    created: noon))
        #expect(try store.collection(named: "Harbour archive") == created)
        #expect(try store.collection(named: "harbour archive") == nil)
    }

    @Test(
        "no collection is without a name, controller, lawful basis, source or retention",
        arguments: [
            ("", "c", "l", "s", 1), (" \t\n", "c", "l", "s", 1), ("n", "", "l", "s", 1), ("n", "c", "  ", "s", 1),
            ("n", "c", "l", "", 1), ("n", "c", "l", "s", 0), ("n", "c", "l", "s", -1),
        ])
    func incomplete(name: String, controller: String, basis: String, source: String, days: Int) throws {
        let refused = code {
            try store.createCollection(
                name: name, controller: controller, lawfulBasis: basis, source: source, retentionDays: days,
                created: noon)
        }
        #expect(refused == .collectionIncomplete)
        #expect(try store.collections().isEmpty)
    }

    @Test("a name is taken once")
    func taken() throws {
        try store.someCollection("One")
        #expect(code { try store.someCollection("One") } == .collectionExists)
        try store.someCollection("Another")
        #expect(try store.collections().map(\.name) == ["Another", "One"])
    }

    @Test("a closed collection takes no photos and keeps the date of its first closing")
    func closing() throws {
        let id = try store.someCollection().id
        try store.closeCollection(id, at: noon + 60)
        try store.closeCollection(id, at: noon + 120)
        #expect(try store.collections().map(\.closed) == [noon + 60])
        let batch = IndexBatch(collection: id, date: noon, photos: [photo(1, files: [file("/a.jpg")])])
        #expect(code { try store.commit(batch) } == .collectionClosed)
    }

    @Test("a collection that does not exist is refused everywhere")
    func unknown() throws {
        let none = CollectionID(77)
        #expect(code { try store.closeCollection(none, at: noon) } == .collectionUnknown)
        #expect(code { try store.counts(of: none) } == .collectionUnknown)
        #expect(code { try store.commit(IndexBatch(collection: none, date: noon)) } == .collectionUnknown)
        #expect(code { try store.startSearch(search("s", in: [none])) } == .recordsConstraint)
        #expect(try store.searches(limit: 1).isEmpty)
    }

    @Test("counts are of this collection only, and a moved file has not vanished")
    func counts() throws {
        let id = try store.someCollection().id
        let other = try store.someCollection("Other").id
        let photos = [
            photo(1, faces: [face(1), face(2, ordinal: 1)], files: [file("/1.jpg"), file("/copy of 1.jpg")]),
            photo(2, faces: [face(3)], files: [file("/2.jpg")]), photo(3, files: [file("/3.jpg")]),
        ]
        let unreadable = [UnreadableFile(file: file("/4.jpg"), code: "photo.empty", reason: "Empty.", noticed: noon)]
        _ = try store.commit(IndexBatch(collection: id, date: noon, photos: photos, unreadable: unreadable))
        _ = try store.commit(
            IndexBatch(collection: other, date: noon, photos: [photo(1, faces: [face(4)], files: [file("/1.jpg")])]))
        #expect(
            try store.counts(of: id)
                == CollectionCounts(photos: 3, faces: 3, files: 4, vanishedFiles: 0, unreadableFiles: 1))
        try store.markVanished(in: id, paths: ["/1.jpg", "/2.jpg", "/4.jpg"].map { Array($0.utf8) })
        #expect(
            try store.counts(of: id)
                == CollectionCounts(photos: 3, faces: 3, files: 2, vanishedFiles: 1, unreadableFiles: 0))
        #expect(
            try store.counts(of: other)
                == CollectionCounts(photos: 1, faces: 1, files: 1, vanishedFiles: 0, unreadableFiles: 0))
    }
}
