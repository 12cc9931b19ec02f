import Foundation
import GRDB
import Records
import Testing
import Vocabulary

@Suite("Committing what indexing learnt")
struct CommitTests {
    let home: TemporaryHome
    let store: RecordStore
    let id: CollectionID

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        id = try store.someCollection().id
    }

    func commit(
        photos: [NewPhoto] = [], files: [IndexBatch.AnotherFile] = [], unreadable: [UnreadableFile] = [],
        seen: [[UInt8]] = [], at date: Date = noon
    ) throws -> CommitResult {
        try store.commit(
            IndexBatch(collection: id, date: date, photos: photos, files: files, unreadable: unreadable, seen: seen))
    }

    func known() throws -> [String: KnownFile] {
        let files = try store.knownFiles(in: id, under: [])
        return Dictionary(uniqueKeysWithValues: files.map { (String(decoding: $0.file.path, as: UTF8.self), $0) })
    }

    @Test("a photo, its faces and its files come back as they were committed")
    func roundTrip() throws {
        let said = PhotoMetadata(
            taken: "1998-07-12T21:03:44", caption: "Zoë at the pier 🌊", credit: "A. Keeper", source: "Box 12")
        let new = photo(
            1, faces: [face(5), face(9, ordinal: 1)], files: [file("/b.jpg"), file("/a.jpg")], metadata: said)
        let result = try commit(photos: [new])
        let number = try #require(result.photos.first)
        #expect(result.enrolledPhotos == 1 && result.enrolledFaces == 2)
        #expect(result.unusedFaces.isEmpty && result.displacedPhotos.isEmpty)

        let record = PhotoRecord(
            id: number, collection: id, sha256: hash(1), width: 4000, height: 3000, byteCount: 1000, format: "jpeg",
            metadata: said, enrolled: noon)
        #expect(try store.photo(number) == record)
        #expect(try store.photo(in: id, sha256: hash(1)) == number)
        #expect(try store.photo(in: id, sha256: hash(2)) == nil)
        let files = [file("/a.jpg"), file("/b.jpg")]
        #expect(
            try store.faces([FaceID(9), FaceID(5), FaceID(6)]) == [
                FaceID(5): FaceWithPhoto(face: face(5), photo: record, files: files),
                FaceID(9): FaceWithPhoto(face: face(9, ordinal: 1), photo: record, files: files),
            ])
        #expect(
            try store.knownFiles(in: id, under: [])
                == files.map { KnownFile(file: $0, photo: number, state: .present, seen: noon) })
    }

    @Test(
        "a batch that breaks a rule changes nothing at all",
        arguments: [
            photo(9, faces: [face(1)], files: [file("/9.jpg")]),
            photo(9, faces: [face(50), face(51)], files: [file("/9.jpg")]),
            NewPhoto(
                sha256: [1, 2, 3], width: 1, height: 1, byteCount: 1, format: "jpeg", metadata: PhotoMetadata(),
                faces: [], files: []),
            NewPhoto(
                sha256: hash(9), width: 0, height: 1, byteCount: 1, format: "jpeg", metadata: PhotoMetadata(),
                faces: [], files: []),
            photo(9, files: [file("")]),
            photo(9, faces: [face(.max)], files: [file("/9.jpg")]),
        ])
    func atomic(broken: NewPhoto) throws {
        _ = try commit(photos: [photo(1, faces: [face(1)], files: [file("/1.jpg")])])
        let before = try (known(), store.counts(of: id), store.lastFace(), store.unreadableFiles(in: id))
        #expect(
            code {
                try commit(
                    photos: [photo(2, faces: [face(2)], files: [file("/1.jpg"), file("/2.jpg")]), broken],
                    unreadable: [
                        UnreadableFile(file: file("/3.jpg"), code: "photo.empty", reason: "Empty.", noticed: noon)
                    ])
            } == .recordsConstraint)
        let after = try (known(), store.counts(of: id), store.lastFace(), store.unreadableFiles(in: id))
        #expect(before == after)
    }

    @Test("a file cannot point to a photo of another collection, nor to none")
    func otherCollection() throws {
        let other = try store.someCollection("Other").id
        let result = try store.commit(
            IndexBatch(collection: other, date: noon, photos: [photo(1, files: [file("/1.jpg")])]))
        for number in [result.photos[0], PhotoID(12345)] {
            #expect(code { try commit(files: [.init(photo: number, file: file("/x.jpg"))]) } == .recordsConstraint)
        }
        #expect(try known().isEmpty)
    }

    @Test("the same batch twice enrols once, and says whose templates are not needed")
    func twice() throws {
        let first = try commit(photos: [photo(1, faces: [face(1)], files: [file("/1.jpg")])])
        let second = try commit(
            photos: [photo(1, faces: [face(2)], files: [file("/1.jpg"), file("/copy.jpg")])], at: noon + 5)
        #expect(second.photos == first.photos)
        #expect(second.enrolledPhotos == 0 && second.enrolledFaces == 0)
        #expect(second.unusedFaces == [FaceID(2)])
        #expect(try store.faces([FaceID(1), FaceID(2)]).keys.map(\.rawValue) == [1])
        #expect(try store.lastFace() == FaceID(1))
        #expect(try Set(known().keys) == ["/1.jpg", "/copy.jpg"])
    }

    @Test("one content in two collections is two photos")
    func twoCollections() throws {
        let other = try store.someCollection("Other").id
        let here = try commit(photos: [photo(1, faces: [face(1)], files: [file("/1.jpg")])])
        let there = try store.commit(
            IndexBatch(collection: other, date: noon, photos: [photo(1, faces: [face(2)], files: [file("/1.jpg")])]))
        #expect(here.photos != there.photos)
        #expect(there.unusedFaces.isEmpty)
    }

    @Test("a moved file is found at its new path and only there")
    func moved() throws {
        let number = try commit(photos: [photo(1, faces: [face(1)], files: [file("/old.jpg")])]).photos[0]
        _ = try commit(files: [.init(photo: number, file: file("/new.jpg"))], at: noon + 9)
        try store.markVanished(in: id, paths: [Array("/old.jpg".utf8)])
        #expect(try store.faces([FaceID(1)])[FaceID(1)]?.files == [file("/new.jpg")])
        let files = try known()
        #expect(files["/old.jpg"]?.state == .vanished && files["/old.jpg"]?.seen == noon)
        #expect(files["/new.jpg"]?.state == .present && files["/new.jpg"]?.seen == noon + 9)
    }

    @Test("a vanished file that is back is present again")
    func seenAgain() throws {
        _ = try commit(photos: [photo(1, files: [file("/1.jpg")])])
        try store.markVanished(in: id, paths: [Array("/1.jpg".utf8)])
        #expect(try known()["/1.jpg"]?.state == .vanished)
        _ = try commit(seen: [Array("/1.jpg".utf8), Array("/never known.jpg".utf8)], at: noon + 60)
        #expect(try known()["/1.jpg"]?.state == .present)
        #expect(try known()["/1.jpg"]?.seen == noon + 60)
        #expect(try known().count == 1)
    }

    @Test("a path that holds something else now points to it, and a photo left without any path is named")
    func changed() throws {
        let numbers = try commit(photos: [
            photo(1, faces: [face(1)], files: [file("/1.jpg")]),
            photo(2, files: [file("/2.jpg"), file("/copy of 2.jpg")]),
        ]).photos
        let changed = file("/1.jpg", byteCount: 7, modified: -5)
        let result = try commit(photos: [photo(3, faces: [face(2)], files: [changed, file("/2.jpg")])])
        #expect(result.displacedPhotos == [numbers[0]])
        #expect(try known()["/1.jpg"] == KnownFile(file: changed, photo: result.photos[0], state: .present, seen: noon))
        #expect(try known()["/2.jpg"]?.photo == result.photos[0])
        #expect(try known()["/copy of 2.jpg"]?.photo == numbers[1])
        #expect(try store.faces([FaceID(1)])[FaceID(1)]?.files == [])
    }

    @Test("a file is unreadable or known, never both")
    func unreadable() throws {
        let broken = UnreadableFile(file: file("/1.jpg"), code: "photo.truncated", reason: "Cut off.", noticed: noon)
        _ = try commit(unreadable: [broken])
        #expect(try store.unreadableFiles(in: id) == [broken])
        var again = broken
        again.code = "photo.empty"
        _ = try commit(unreadable: [again])
        #expect(try store.unreadableFiles(in: id) == [again])
        _ = try commit(photos: [photo(1, files: [file("/1.jpg")])])
        #expect(try store.unreadableFiles(in: id).isEmpty)
        _ = try commit(unreadable: [broken])
        #expect(try known()["/1.jpg"]?.state == .vanished)
        _ = try commit(seen: [Array("/1.jpg".utf8)])
        #expect(try known()["/1.jpg"]?.state == .present)
        #expect(try store.unreadableFiles(in: id).isEmpty)
    }

    @Test("the last face number never falls, whatever is deleted or comes later")
    func lastFace() throws {
        let number = try commit(photos: [photo(1, faces: [face(700)], files: [])]).photos[0]
        _ = try commit(photos: [photo(2, faces: [face(3)], files: [])])
        #expect(try store.lastFace() == FaceID(700))
        try store.addSomebody()
        try store.mark(photos: [number])
        try store.eraseMarked()
        #expect(try store.lastFace() == FaceID(700))
        #expect(try home.store(.reading).lastFace() == FaceID(700))
    }

    @Test("a full disk is named, and changes nothing")
    func fullDisk() throws {
        let pages = try store.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") } ?? 0
        try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 2)") }
        let many = (1...5000).map { photo($0, faces: [face(UInt64($0))], files: [file("/\($0).jpg")]) }
        #expect(code { try commit(photos: many) } == .recordsDiskFull)
        #expect(
            try store.counts(of: id)
                == CollectionCounts(photos: 0, faces: 0, files: 0, vanishedFiles: 0, unreadableFiles: 0))
        try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        #expect(try commit(photos: many).enrolledPhotos == 5000)
    }
}
