import Foundation
import Records
import Testing
import Vocabulary

@Suite("Photos and faces")
struct FaceTests {
    let home: TemporaryHome
    let store: RecordStore
    let id: CollectionID

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        id = try store.someCollection().id
    }

    @Test("thousands of faces are looked up at once")
    func many() throws {
        let photos = (0..<2000).map { seed in
            photo(
                seed, faces: (0..<3).map { face(UInt64(seed * 3 + $0), ordinal: $0) }, files: [file("/\(seed).jpg")])
        }
        _ = try store.commit(IndexBatch(collection: id, date: noon, photos: photos))
        let asked = (0..<5000).map { FaceID(UInt64($0)) } + [FaceID(999_999), FaceID(.max)]
        let found = try store.faces(asked + asked)
        #expect(found.count == 5000)
        for (number, all) in found {
            let seed = Int(number.rawValue) / 3
            #expect(all.face == face(number.rawValue, ordinal: Int(number.rawValue) % 3))
            #expect(all.photo.sha256 == hash(seed))
            #expect(all.files == [file("/\(seed).jpg")])
        }
        #expect(try store.faces([]).isEmpty)
    }

    @Test("a measure that is no number is no obstacle")
    func notANumber() throws {
        var new = face(1)
        new.quality = FaceQuality(interEyeDistance: 9, sharpness: .nan, yaw: .nan, pitch: 1, roll: 2, exposure: 0.25)
        _ = try store.commit(IndexBatch(collection: id, date: noon, photos: [photo(1, faces: [new], files: [])]))
        let quality = try #require(try store.faces([FaceID(1)])[FaceID(1)]?.face.quality)
        #expect(quality.sharpness.isNaN && quality.yaw.isNaN)
        #expect([quality.interEyeDistance, quality.pitch, quality.roll, quality.exposure] == [9, 1, 2, 0.25])
    }

    @Test("new metadata replaces what it names, clears what it empties and leaves the rest")
    func metadata() throws {
        let said = PhotoMetadata(taken: "1998-07-12T21:03:44", caption: "Old", credit: "Keeper", source: nil)
        let number = try store.commit(
            IndexBatch(collection: id, date: noon, photos: [photo(1, files: [], metadata: said)])
        ).photos[0]
        try store.updateMetadata(of: number, caption: "New", credit: "", source: "Box 12", taken: nil)
        #expect(
            try store.photo(number)?.metadata
                == PhotoMetadata(taken: "1998-07-12T21:03:44", caption: "New", credit: nil, source: "Box 12"))
    }

    @Test("metadata for a photo that is not there changes nothing")
    func unknownPhoto() throws {
        let number = try store.commit(
            IndexBatch(collection: id, date: noon, photos: [photo(1, files: [])])
        ).photos[0]
        let changes = [number: PhotoMetadata(caption: "New"), PhotoID(404): PhotoMetadata(caption: "New")]
        #expect(code { try store.updateMetadata(changes) } == .recordsUnknownPhoto)
        #expect(try store.photo(number)?.metadata == PhotoMetadata())
    }
}
