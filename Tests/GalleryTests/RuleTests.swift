import Foundation
import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("Rules of a gallery")
struct RuleTests {
    private let home = TemporaryDirectory()
    private var random = SeededRandom(11)

    @Test(
        "no template is made of a vector that cannot be scaled to unit length",
        arguments: [
            [], [0, 0], [.nan, 1], [.infinity, 1], [.leastNonzeroMagnitude, 0],
        ] as [[Float]])
    func noTemplate(_ vector: [Float]) { #expect(Template(model: model, normalising: vector) == nil) }

    @Test("another model or other dimensions never get in or search")
    mutating func wrongModel() throws {
        let gallery = try home.open(.writing, dimensions: 4)
        let stranger = Template(model: ModelID("other"), normalising: [1, 2, 3, 4])!
        let short = template([1, 2, 3])
        for bad in [stranger, short] {
            #expect(
                code { try gallery.enrol([face(1, template([1, 0, 0, 0])), face(2, bad)]) } == "gallery.wrong-model")
            #expect(
                code { _ = try gallery.search(bad, in: .everything, threshold: 0, limit: 1) } == "gallery.wrong-model")
        }
        #expect(gallery.count(in: .everything) == 0)
        #expect(code { _ = try home.open(.reading, dimensions: 5) } == "gallery.wrong-model")
        #expect(code { _ = try home.open(.writing, dimensions: 4, model: ModelID("other")) } == "gallery.wrong-model")
        #expect(code { _ = try home.open(.writing, dimensions: 0) } == "gallery.wrong-model")
        #expect(code { _ = try home.open(.writing, dimensions: 4097) } == "gallery.wrong-model")
        #expect(code { _ = try home.open(.writing, dimensions: 4, model: ModelID("")) } == "gallery.wrong-model")
    }

    @Test("ids only go up, also past those of removed faces, in this and in later openings")
    mutating func order() throws {
        let one = template([1, 0])
        var gallery = try home.open(.writing, dimensions: 2)
        #expect(gallery.lastFace == nil)
        try gallery.enrol([])
        try gallery.enrol([face(9, one), face(5, one)])
        try gallery.remove([FaceID(9)])
        for _ in 0..<2 {
            #expect(gallery.lastFace == FaceID(9))
            #expect(gallery.faces(after: nil) == [FaceID(5)])
            #expect(gallery.faces(after: FaceID(5)) == [])
            for ids in [[9], [4], [10, 10], [10, 9]] as [[UInt64]] {
                #expect(code { try gallery.enrol(ids.map { face($0, one) }) } == "gallery.face-order")
            }
            gallery = try home.open(.writing, dimensions: 2)
        }
        try gallery.enrol([face(.max, one)])
        #expect(gallery.faces(after: FaceID(5)) == [FaceID(.max)])
    }

    @Test("a removed template is in no search and no byte of the file, and removing again is no error")
    mutating func removal() throws {
        let gallery = try home.open(.writing, dimensions: 128)
        let templates = (0..<100).map { _ in randomTemplate(128, &random) }
        try gallery.enrol(templates.enumerated().map { face(UInt64($0.offset + 1), $0.element) })
        let gone = Set((1...100).filter { $0 % 3 == 0 }.map { FaceID($0) })
        try gallery.remove(gone)
        try gallery.remove(gone.union([FaceID(1000), FaceID(0)]))
        let bytes = Data(home.bytes)
        for (index, template) in templates.enumerated() {
            let id = FaceID(UInt64(index + 1))
            let hits = try gallery.search(template, in: .everything, threshold: 0.99, limit: 5)
            let onDisk = bytes.range(of: template.vector.withUnsafeBytes { Data($0.prefix(64)) }) != nil
            #expect(hits.map(\.face) == (gone.contains(id) ? [] : [id]))
            #expect(onDisk == !gone.contains(id))
        }
        #expect(gallery.count(in: .everything) == 67)
        #expect(gallery.count(in: SearchScope(upTo: FaceID(10))) == 7)
        #expect(gallery.count(in: SearchScope(collections: [CollectionID(2)])) == 0)
    }

    @Test("a reader sees what was enrolled when it opened, never what another process has removed since")
    mutating func readerBesideWriter() throws {
        let writer = try home.open(.writing, dimensions: 16)
        let templates = (0..<30).map { _ in randomTemplate(16, &random) }
        try writer.enrol((0..<20).map { face(UInt64($0 + 1), templates[$0]) })
        let reader = try home.open(.reading, dimensions: 16)
        try writer.enrol((20..<30).map { face(UInt64($0 + 1), templates[$0]) })
        #expect(reader.count(in: .everything) == 20)
        #expect(reader.lastFace == FaceID(20))
        try writer.remove([FaceID(7)])
        // Limit 1: the removed face must not take the place of the next best.
        let hits = try reader.search(templates[6], in: .everything, threshold: -1, limit: 1)
        #expect(hits == (try writer.search(templates[6], in: SearchScope(upTo: FaceID(20)), threshold: -1, limit: 1)))
        #expect(hits.count == 1)
        #expect(reader.count(in: .everything) == 19)
    }

    @Test("a gallery opened for reading changes nothing, and is not made")
    func reading() throws {
        #expect(code { _ = try home.open(.reading, dimensions: 4) } == "gallery.missing")
        #expect(!FileManager.default.fileExists(atPath: home.gallery))
        try home.open(.writing, dimensions: 4).enrol([face(1, template([1, 0, 0, 0]))])
        let before = home.bytes
        let gallery = try home.open(.reading, dimensions: 4)
        #expect(code { try gallery.enrol([face(2, template([1, 0, 0, 0]))]) } == "gallery.read-only")
        #expect(code { try gallery.remove([FaceID(1)]) } == "gallery.read-only")
        #expect(home.bytes == before)
    }

    @Test("limits and thresholds that make no sense are refused")
    func limits() throws {
        let gallery = try home.open(.writing, dimensions: 2)
        let probe = template([1, 0])
        for (threshold, limit) in [(0, 0), (0, -1), (0, 10_001), (.nan, 5)] as [(Float, Int)] {
            #expect(
                code { _ = try gallery.search(probe, in: .everything, threshold: threshold, limit: limit) }
                    == "gallery.wrong-limits")
        }
        #expect(try gallery.search(probe, in: .everything, threshold: 2, limit: 10_000) == [])
    }

    @Test("the directory and the file are for their owner only")
    func modes() throws {
        _ = try home.open(.writing, dimensions: 2)
        for (path, mode) in [(home.gallery, 0o700), (home.file, 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == mode)
        }
    }
}
