import Foundation
import GRDB
import Records
import Testing
import Vocabulary

@Suite("Erasure")
struct ErasureTests {
    let home: TemporaryHome
    let store: RecordStore
    let id: CollectionID
    let photos: [PhotoID]

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        id = try store.someCollection().id
        photos = try store.commit(
            IndexBatch(
                collection: id, date: noon,
                photos: [
                    photo(
                        1, faces: [face(1), face(2, ordinal: 1)], files: [file("/MARKER-path.jpg")],
                        metadata: PhotoMetadata(caption: "MARKER-caption")),
                    photo(2, faces: [face(3)], files: [file("/stays.jpg")]), photo(3, files: [file("/faceless.jpg")]),
                ])
        ).photos
    }

    @Test("a photo goes with its faces and files; the others stay")
    func whole() throws {
        #expect(try store.markErasing(photos: [photos[0], PhotoID(404)]) == [FaceID(1), FaceID(2)])
        #expect(try store.finishErasing() == 1)
        #expect(try store.erasing().isEmpty)
        #expect(try store.photo(photos[0]) == nil)
        #expect(try Set(store.faces([1, 2, 3].map { FaceID($0) }).keys) == [FaceID(3)])
        #expect(try store.knownFiles(in: id, under: []).map(\.file) == [file("/faceless.jpg"), file("/stays.jpg")])
        #expect(try store.finishErasing() == 0)
    }

    @Test("a face is hidden as soon as its photo is marked")
    func hidden() throws {
        _ = try store.markErasing(photos: [photos[0]])
        #expect(try Set(store.faces([1, 2, 3].map { FaceID($0) }).keys) == [FaceID(3)])
    }

    @Test("after a crash between the steps, another process can tell and finish")
    func crash() throws {
        _ = try store.markErasing(photos: [photos[0], photos[2]])
        let later = try home.store()
        #expect(try later.erasing() == [photos[0]: [FaceID(1), FaceID(2)], photos[2]: []])
        #expect(try later.markErasing(photos: [photos[0]]) == [FaceID(1), FaceID(2)])
        #expect(try later.finishErasing() == 2)
        #expect(try store.erasing().isEmpty)
    }

    @Test("nothing of an erased photo is left in any file on disk")
    func overwritten() throws {
        let marker = Data("MARKER".utf8)
        #expect(try home.bytesOnDisk().range(of: marker) != nil)
        _ = try store.markErasing(photos: [photos[0]])
        try store.finishErasing()
        #expect(try home.bytesOnDisk().range(of: marker) == nil)
        #expect(try home.bytesOnDisk().range(of: Data("/stays.jpg".utf8)) != nil)
    }

    @Test("an erased photo's number is not given out again")
    func numbers() throws {
        _ = try store.markErasing(photos: photos)
        try store.finishErasing()
        let again = try store.commit(
            IndexBatch(collection: id, date: noon, photos: [photo(1, files: [file("/again.jpg")])]))
        #expect(again.photos[0] > photos[2])
    }
}
