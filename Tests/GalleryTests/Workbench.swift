import Foundation
@_spi(SearchGrant) import Gallery
import TestSupport
import Testing
import Vocabulary

let model = ModelID("test-model")

/// A directory that is gone when the test is.
final class TemporaryDirectory {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/gallery-\(UUID().uuidString)"
        precondition(mkdir(path, 0o700) == 0)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The gallery's own directory in it, which does not exist at first.
    var gallery: String { path + "/gallery" }
    var file: String { gallery + "/" + SlotFile.name }

    var bytes: [UInt8] {
        get { [UInt8](FileManager.default.contents(atPath: file)!) }
        // Not emptied first: some file systems wait for the disk then.
        set {
            let handle = FileHandle(forUpdatingAtPath: file)!
            handle.write(Data(newValue))
            handle.truncateFile(atOffset: UInt64(newValue.count))
        }
    }

    func open(_ access: FileGallery.Access, dimensions: Int, model: ModelID = model) throws -> FileGallery {
        try FileGallery.open(directory: gallery, model: model, dimensions: dimensions, access: access)
    }
}

/// A template in a random direction.
func randomTemplate(_ dimensions: Int, _ random: inout SeededRandom) -> Template {
    template((0..<dimensions).map { _ in random.normal() })
}

/// A template whose cosine with `other` is about 1 / sqrt(1 + spread^2).
func template(near other: Template, spread: Float, _ random: inout SeededRandom) -> Template {
    let noise = randomTemplate(other.vector.count, &random).vector
    return template(zip(other.vector, noise).map { $0 + spread * $1 })
}

func template(_ vector: [Float]) -> Template { Template(model: model, normalising: vector)! }

func face(_ id: UInt64, in collection: UInt32 = 1, _ template: Template) -> EnrolledFace {
    EnrolledFace(id: FaceID(id), collection: CollectionID(collection), template: template)
}

/// What `work` fails with.
func code(of work: () throws -> Void) -> String? {
    do {
        try work()
        return nil
    } catch {
        return (error as? Failure)?.code.name ?? "\(error)"
    }
}

extension FileGallery {
    /// As `FaceSearch` does, which alone makes grants in the program.
    func search(_ probe: Template, in scope: SearchScope, threshold: Float, limit: Int) throws -> [GalleryHit] {
        try search(probe, in: scope, threshold: threshold, limit: limit, on: SearchGrant(search: "a test"))
    }
}
