import Foundation
import GRDB
import Records
import Testing
import Vocabulary

@Suite("Failures keep secrets")
struct FailureTextTests {
    static let marker = "MARKER-7f3a"

    /// Each breaks a rule with a row that holds the marker.
    static let breaches: [@Sendable (RecordStore, CollectionID) throws -> Void] = [
        { store, id in
            let said = PhotoMetadata(taken: marker, caption: marker, credit: marker, source: marker)
            let broken = NewPhoto(
                sha256: Array(marker.utf8), width: 1, height: 1, byteCount: 1, format: marker, metadata: said,
                faces: [], files: [file("/\(marker)")])
            _ = try store.commit(IndexBatch(collection: id, date: noon, photos: [broken]))
        },
        { store, id in
            _ = try store.commit(
                IndexBatch(collection: id, date: noon, photos: [photo(1, files: [file("/\(marker)", byteCount: -1)])]))
        },
        { store, id in
            _ = try store.commit(
                IndexBatch(
                    collection: id, date: noon,
                    unreadable: [UnreadableFile(file: file("/\(marker)"), code: "", reason: marker, noticed: noon)]))
        },
        { store, _ in
            try store.someCollection(marker)
            try store.someCollection(marker)
        },
        { store, _ in
            _ = try store.createCollection(
                name: marker, controller: marker, lawfulBasis: marker, source: "", retentionDays: 1, created: noon)
        },
        { store, _ in try store.startSearch(search(marker, in: [CollectionID(77)])) },
        { store, _ in try store.completeSearch(marker, outcome) },
        { store, _ in
            try store.write {
                try $0.execute(sql: "SELECT '\(marker)' FROM \"\(marker)\" WHERE ?", arguments: [marker])
            }
        },
        { store, _ in _ = try RecordStore(at: "/\(marker)/\(marker)", access: .writing) },
        { store, _ in
            struct Secret: Error { let text: String }
            try store.write { _ in throw Secret(text: marker) }
        },
    ]

    @Test("no value of a record appears in the text of a failure", arguments: breaches.indices)
    func text(index: Int) throws {
        let home = try TemporaryHome()
        let store = try home.store()
        let id = try store.someCollection().id
        do {
            try Self.breaches[index](store, id)
            Issue.record("nothing was refused")
        } catch {
            let failure = try #require(error as? Failure)
            #expect(!"\(failure) \(String(reflecting: failure)) \(failure.localizedDescription)".contains(Self.marker))
        }
    }

    @Test("a failure says SQLite's result code")
    func resultCode() throws {
        let home = try TemporaryHome()
        let store = try home.store()
        let failure = #expect(throws: Failure.self) { try store.startSearch(search("s", in: [CollectionID(77)])) }
        #expect(failure?.reason.contains("SQLite code 787") == true)
    }
}
