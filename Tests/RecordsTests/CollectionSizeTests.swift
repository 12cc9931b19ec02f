import Foundation
import GRDB
import Records
import TestSupport
import Testing
import Vocabulary

@Suite("How much a collection holds")
struct CollectionSizeTests {
    let home: TemporaryHome
    let store: RecordStore

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        try store.addSomebody()
    }

    @Test("whatever is enrolled, moved, vanished, put back or erased, what is noted is what one counts")
    func followsEveryChange() throws {
        var random = SeededRandom(5)
        let collections = try ["a", "b"].map { try store.someCollection($0).id }
        var enrolled: [PhotoID] = []
        var nextFace: UInt64 = 1
        for round in 0..<60 {
            let collection = collections[Int.random(in: 0..<2, using: &random)]
            let paths = (0..<4).map { _ in "/\(Int.random(in: 0..<30, using: &random)).jpg" }
            switch Int.random(in: 0..<5, using: &random) {
            case 0: try store.markVanished(in: collection, paths: paths.map { Array($0.utf8) })
            case 1:
                let known = try store.look { try $0.photos(in: collection) }
                guard let photo = known.randomElement(using: &random) else { continue }
                _ = try store.commit(
                    IndexBatch(
                        collection: collection, date: noon,
                        files: [IndexBatch.AnotherFile(photo: photo.photo.id, file: file(paths[0]))],
                        seen: [Array(paths[1].utf8)]))
            case 2 where !enrolled.isEmpty:
                try store.mark(
                    photos: [enrolled.randomElement(using: &random)!],
                    faces: [FaceID(UInt64.random(in: 1..<nextFace, using: &random))])
                try expectCounted()
                try store.eraseMarked()
            default:
                let photos = (0..<3).map { number -> NewPhoto in
                    let faces = (0..<number).map { ordinal -> FaceRecord in
                        defer { nextFace += 1 }
                        return face(nextFace, ordinal: ordinal)
                    }
                    return photo(round * 10 + number, faces: faces, files: [file(paths[number])])
                }
                enrolled += try store.commit(IndexBatch(collection: collection, date: noon, photos: photos)).photos
            }
            try expectCounted()
        }
        try store.checkIntegrity()
    }

    /// Each figure, against counting rows.
    private func expectCounted() throws {
        for collection in try store.collections() {
            let counted = try store.read { db in
                try Row.fetchOne(
                    db,
                    sql: """
                        SELECT
                            (SELECT count(*) FROM photo WHERE collection = :id
                                AND id NOT IN (SELECT photo FROM erasing)) AS photos,
                            (SELECT count(*) FROM photo JOIN face ON face.photo = photo.id WHERE collection = :id
                                AND photo.id NOT IN (SELECT photo FROM erasing)
                                AND face.id NOT IN (SELECT face FROM erasing_face)) AS faces,
                            (SELECT count(*) FROM file WHERE collection = :id AND state = 'present'
                                AND photo NOT IN (SELECT photo FROM erasing)) AS files
                        """, arguments: ["id": collection.id.rawValue])!
            }
            let counts = try store.counts(of: collection.id)
            #expect(counts.photos == counted["photos"])
            #expect(counts.faces == counted["faces"])
            #expect(counts.files == counted["files"])
            #expect(try store.look { try $0.templates(of: [collection.id]) } == counted["faces"])
        }
    }

    @Test("a home from before is counted once")
    func upgrade() throws {
        let id = try store.someCollection().id
        _ = try store.commit(
            IndexBatch(
                collection: id, date: noon,
                photos: [photo(1, faces: [face(1), face(2, ordinal: 1)], files: [file("/a.jpg"), file("/b.jpg")])]))
        try store.write { db in
            for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try db.execute(
                sql: """
                    DROP TABLE collection_size; DROP INDEX file_vanished;
                    DELETE FROM grdb_migrations WHERE identifier LIKE '0008-%'
                    """)
        }
        let counts = try home.store().counts(of: id)
        #expect(counts.photos == 1)
        #expect(counts.faces == 2)
        #expect(counts.files == 2)
        try home.store().checkIntegrity()
    }

    @Test("what is noted wrongly is damage", arguments: ["photos", "faces", "files"])
    func miscounted(_ column: String) throws {
        _ = try store.someCollection()
        try store.write { try $0.execute(sql: "UPDATE collection_size SET \(column) = 1") }
        #expect(throws: Failure.self) { try store.checkIntegrity() }
    }
}
