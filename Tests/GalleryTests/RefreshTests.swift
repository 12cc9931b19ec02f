import Foundation
import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("A gallery that stays open")
struct RefreshTests {
    private let home = TemporaryDirectory()
    private var random = SeededRandom(12)

    @Test("after each refresh, a reader finds what searching everything one by one finds")
    mutating func keepsUp() throws {
        var writer = try home.open(.writing, dimensions: 8)
        let reader = try home.open(.reading, dimensions: 8)
        var enrolled: [EnrolledFace] = []
        var last: UInt64 = 0
        for round in 0..<120 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: writer = try home.open(.writing, dimensions: 8)
            case 1:
                let gone = Set(enrolled.shuffled(using: &random).prefix(3).map(\.id))
                try writer.remove(gone)
                enrolled.removeAll { gone.contains($0.id) }
            default:
                // Now and then more than one chunk holds.
                let count = round == 60 ? 20_000 : Int.random(in: 1...40, using: &random)
                let new = (0..<count).map { _ -> EnrolledFace in
                    last += UInt64.random(in: 1...3, using: &random)
                    let collection = UInt32.random(in: 1...3, using: &random)
                    return face(last, in: collection, randomTemplate(8, &random))
                }
                try writer.enrol(new)
                enrolled += new
            }
            // Several changes between two refreshes, too.
            if Bool.random(using: &random) { continue }
            #expect(try reader.refresh())
            #expect(reader.count(in: .everything) == enrolled.count)
            #expect(reader.lastFace == (last == 0 ? nil : FaceID(last)))
            let probe = randomTemplate(8, &random)
            let scope = SearchScope(collections: [CollectionID(1), CollectionID(3)])
            #expect(
                try reader.search(probe, in: scope, threshold: 0.2, limit: 15)
                    == bruteForce(enrolled, probe, in: scope, threshold: 0.2, limit: 15))
        }
    }

    @Test("a removal that was interrupted is seen once the next writer has finished it")
    mutating func interruptedRemoval() throws {
        let templates = (0..<3).map { _ in randomTemplate(4, &random) }
        let writer = try home.open(.writing, dimensions: 4)
        try writer.enrol((0..<3).map { face(UInt64($0 + 1), templates[$0]) })
        let reader = try home.open(.reading, dimensions: 4)
        var bytes = home.bytes
        let slot = SlotFile.firstSlot + SlotLayout(dimensions: 4).size
        bytes.replaceSubrange(slot..<slot + 8, with: withUnsafeBytes(of: SlotLayout.removed.littleEndian, Array.init))
        home.bytes = bytes
        _ = try home.open(.writing, dimensions: 4)
        #expect(try reader.refresh())
        #expect(reader.count(in: .everything) == 2)
        #expect(reader.faces(after: nil) == [FaceID(1), FaceID(3)])
    }

    @Test("a gallery that was put back, or is gone, is to be opened again")
    mutating func replaced() throws {
        try home.open(.writing, dimensions: 4).enrol([face(1, randomTemplate(4, &random))])
        let reader = try home.open(.reading, dimensions: 4)
        #expect(try reader.refresh())
        try FileManager.default.moveItem(atPath: home.file, toPath: home.file + ".old")
        #expect(try !reader.refresh())
        try FileManager.default.copyItem(atPath: home.file + ".old", toPath: home.file)
        #expect(try !reader.refresh())
        #expect(try home.open(.reading, dimensions: 4).refresh())
    }

    @Test("new slots that are damaged are said to be, and taken in once they are whole")
    mutating func damagedAddition() throws {
        let writer = try home.open(.writing, dimensions: 4)
        try writer.enrol([face(1, randomTemplate(4, &random))])
        let reader = try home.open(.reading, dimensions: 4)
        try writer.enrol((2...4).map { face($0, randomTemplate(4, &random)) })
        let whole = home.bytes
        let slot = SlotFile.firstSlot + 2 * SlotLayout(dimensions: 4).size
        home.bytes[slot + 40] ^= 1
        #expect(code { _ = try reader.refresh() } == "gallery.corrupt")
        home.bytes = whole
        #expect(try reader.refresh())
        #expect(reader.count(in: .everything) == 4)
    }
}
