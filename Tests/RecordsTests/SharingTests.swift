import Foundation
import GRDB
import Records
import Testing
import Vocabulary

@Suite("Several stores on one file")
struct SharingTests {
    let home: TemporaryHome

    init() throws { home = try TemporaryHome() }

    @Test("a reader sees each commit of a writer beside it, whole")
    func readerBesideWriter() async throws {
        let writer = try home.store()
        let id = try writer.someCollection().id
        let reader = try home.store(.reading)
        async let counts = Task.detached {
            var last = 0
            while last < 2000 {
                let counts = try reader.counts(of: id)
                #expect(counts.photos % 100 == 0 && counts.faces == counts.photos && counts.files == counts.photos)
                #expect(counts.photos >= last)
                last = counts.photos
            }
            return last
        }.value
        for batch in 0..<20 {
            let photos = (batch * 100..<batch * 100 + 100).map {
                photo($0, faces: [face(UInt64($0))], files: [file("/\($0).jpg")])
            }
            _ = try writer.commit(IndexBatch(collection: id, date: noon, photos: photos))
        }
        #expect(try await counts == 2000)
    }

    @Test("two writers take turns and lose nothing")
    func twoWriters() async throws {
        let id = try home.store().someCollection().id
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask { [home] in
                    let store = try home.store()
                    for number in 0..<50 {
                        let seed = writer * 50 + number
                        _ = try store.commit(
                            IndexBatch(
                                collection: id, date: noon,
                                photos: [photo(seed, faces: [face(UInt64(seed))], files: [file("/\(seed).jpg")])]))
                        try store.startSearch(search("\(seed)", in: [id]))
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try home.store(.reading)
        #expect(try store.counts(of: id).faces == 100)
        #expect(try store.searches(limit: 1000).count == 100)
        #expect(try store.lastFace() == FaceID(99))
    }

    @Test("a store opened for reading writes nothing")
    func readerWrites() throws {
        _ = try home.store()
        let reader = try home.store(.reading)
        #expect(code { try reader.someCollection() } == .recordsNoAccess)
        #expect(try reader.collections().isEmpty)
    }
}
