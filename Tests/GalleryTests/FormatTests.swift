import Foundation
import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("The file of a gallery")
struct FormatTests {
    private let home = TemporaryDirectory()
    private let dimensions = 7
    private let templates: [Template]
    private let layout = SlotLayout(dimensions: 7)

    init() {
        var random = SeededRandom(21)
        templates = (0..<8).map { _ in randomTemplate(7, &random) }
    }

    /// Faces 1...5, of which 2 is removed.
    private func makeGallery() throws {
        let gallery = try home.open(.writing, dimensions: dimensions)
        try gallery.enrol((1...2).map { face($0, templates[Int($0)]) })
        try gallery.enrol((3...5).map { face($0, in: 9, templates[Int($0)]) })
        try gallery.remove([FaceID(2)])
    }

    /// All that a gallery can tell.
    private func contents(_ access: FileGallery.Access = .reading) throws -> [GalleryHit] {
        try home.open(access, dimensions: dimensions)
            .search(templates[0], in: .everything, threshold: -1, limit: 100)
    }

    @Test("the bytes are where docs/gallery.md says they are")
    func layoutOfBytes() throws {
        try makeGallery()
        let bytes = home.bytes
        #expect(bytes.count == 12_288 + 5 * 64)
        #expect(Array(bytes[0..<24]) == Array("LIKEFACE".utf8) + [1, 0, 0, 0, 7, 0, 0, 0, 64, 0, 0, 0, 10, 0, 0, 0])
        #expect(Array(bytes[24..<34]) == Array("test-model".utf8))
        for copy in [4096, 8192] {
            #expect(Array(bytes[copy..<copy + 20]) == [3, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0])
        }
        let slot = Array(bytes[(12_288 + 2 * 64)...].prefix(64))
        #expect(Array(slot[0..<8]) == Array("ENROLLED".utf8))
        #expect(Array(slot[16..<32]) == [3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(slot[32..<60]) == templates[3].vector.withUnsafeBytes { Array($0) })
        let removed = Array(bytes[(12_288 + 64)...].prefix(64))
        #expect(Array(removed[0..<8]) == Array("REMOVED.".utf8))
        #expect(removed[32...].allSatisfy { $0 == 0 })
    }

    @Test("a flipped bit or byte anywhere is detected, or changes nothing", arguments: [UInt8(1), 16, 128, 255])
    func flippedBytes(mask: UInt8) throws {
        try makeGallery()
        let sound = try contents()
        let bytes = home.bytes
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: home.file))
        func put(_ byte: UInt8, at offset: Int) throws {
            try handle.seek(toOffset: UInt64(offset))
            try handle.write(contentsOf: Data([byte]))
        }
        for offset in bytes.indices {
            try put(bytes[offset] ^ mask, at: offset)
            var found: [GalleryHit]?
            let failure = code { found = try contents() }
            switch offset {
            case 8..<12: #expect(failure == "gallery.unknown-format", "byte \(offset)")
            case 0..<4096: #expect(failure == "gallery.corrupt", "byte \(offset)")
            // Either copy of the commit record stands in for the other; the rest of its 4 KiB is not read.
            case 4096..<12_288: #expect(found == sound, "byte \(offset)")
            // Of a removed face only the state and whose it was are read.
            case (12_288 + 64)..<(12_288 + 2 * 64):
                #expect(found == sound || failure == "gallery.corrupt", "byte \(offset)")
            default: #expect(failure == "gallery.corrupt", "byte \(offset)")
            }
            try put(bytes[offset], at: offset)
        }
        #expect(try contents() == sound)
    }

    @Test("damage is named by its slot")
    func slotIsNamed() throws {
        try makeGallery()
        home.bytes[12_288 + 3 * 64 + 40] ^= 4
        #expect(throws: Failure(.galleryCorrupt, "", remedy: "")) { _ = try contents() }
        do {
            _ = try contents(.writing)
        } catch let failure as Failure {
            #expect(failure.reason.contains("slot 3 "))
        }
    }

    @Test("damage to a template after opening is noticed by the search that needs it")
    func damageAfterOpening() throws {
        try makeGallery()
        let gallery = try home.open(.reading, dimensions: dimensions)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: home.file))
        try handle.seek(toOffset: 12_288 + 3 * 64 + 40)
        try handle.write(contentsOf: Data([0xA5]))
        #expect(
            code { _ = try gallery.search(templates[4], in: .everything, threshold: 0.9, limit: 1) }
                == "gallery.corrupt")
    }

    @Test("slots in the wrong order are damage")
    func swappedSlots() throws {
        try makeGallery()
        var bytes = home.bytes
        let third = 12_288 + 2 * 64
        let fourth = third + 64
        bytes.replaceSubrange(third..<fourth + 64, with: Array(bytes[fourth..<fourth + 64] + bytes[third..<fourth]))
        home.bytes = bytes
        #expect(code { _ = try contents() } == "gallery.corrupt")
    }

    @Test("a file cut short anywhere is damage, never a smaller gallery")
    func truncated() throws {
        try makeGallery()
        let bytes = home.bytes
        for length in Array(0..<200) + Array(4000..<4200) + Array(8100..<bytes.count) {
            home.bytes = Array(bytes.prefix(length))
            #expect(code { _ = try contents() } == "gallery.corrupt", "\(length) bytes")
            #expect(code { _ = try contents(.writing) } == "gallery.corrupt", "\(length) bytes")
        }
    }

    @Test("an enrolment interrupted at any byte leaves what was there before, or all of it")
    func tornEnrolment() throws {
        try makeGallery()
        let before = home.bytes
        let old = try contents()
        try home.open(.writing, dimensions: dimensions).enrol((6...7).map { face($0, templates[Int($0)]) })
        let after = home.bytes
        let new = try contents()
        #expect(new.count == old.count + 2)

        for length in before.count...after.count {
            home.bytes = before + after[before.count..<length]
            #expect(try contents() == old, "\(length) bytes")
            #expect(try contents(.writing) == old, "\(length) bytes")
            #expect(home.bytes == before, "\(length) bytes")
        }
        // The slots are whole: now the first copy of the commit record is half written, then the second.
        for (copy, done) in [4096, 8192].flatMap({ copy in (0...24).map { (copy, $0) } }) {
            var bytes = after
            bytes.replaceSubrange(copy + done..<copy + 24, with: before[copy + done..<copy + 24])
            if copy == 4096 { bytes.replaceSubrange(8192..<8192 + 24, with: before[8192..<8192 + 24]) }
            home.bytes = bytes
            let read = try contents()
            #expect(read == old || read == new)
            #expect(try contents(.writing) == read)
            #expect(home.bytes == (read == old ? before : after))
        }
    }

    @Test("a removal interrupted at any byte leaves a gallery that opens, and is finished by the next writer")
    func tornRemoval() throws {
        try makeGallery()
        let before = home.bytes
        let old = try contents()
        try home.open(.writing, dimensions: dimensions).remove([FaceID(3), FaceID(4)])
        let after = home.bytes
        let new = try contents()
        let slots = [12_288 + 2 * 64, 12_288 + 3 * 64]

        var marked = before
        for (number, slot) in slots.enumerated() {
            marked.replaceSubrange(slot..<slot + 8, with: after[slot..<slot + 8])
            home.bytes = marked
            let expected = old.filter {
                number == 0 ? $0.face != FaceID(3) : ![FaceID(3), FaceID(4)].contains($0.face)
            }
            #expect(try contents() == expected)
            #expect(try contents(.writing) == expected)
        }
        for slot in slots {
            for done in 0...64 {
                var bytes = marked
                bytes.replaceSubrange(slot..<slot + done, with: after[slot..<slot + done])
                home.bytes = bytes
                #expect(try contents() == new)
                #expect(try contents(.writing) == new)
                #expect(home.bytes[SlotFile.firstSlot...] == after[SlotFile.firstSlot...])
            }
            marked.replaceSubrange(slot..<slot + 64, with: after[slot..<slot + 64])
        }
    }

    @Test("a later format, and a file that is no gallery, are refused by name")
    func strangers() throws {
        try makeGallery()
        home.bytes[8] = 2
        #expect(code { _ = try contents() } == "gallery.unknown-format")
        #expect(code { _ = try contents(.writing) } == "gallery.unknown-format")
        home.bytes = [UInt8](repeating: 0x20, count: 20_000)
        #expect(code { _ = try contents(.writing) } == "gallery.corrupt")
    }

    @Test("a gallery whose making was interrupted is made again")
    func interruptedMaking() throws {
        try FileManager.default.createDirectory(atPath: home.gallery, withIntermediateDirectories: true)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: home.file + ".new"))
        #expect(try contents(.writing) == [])
        #expect(!FileManager.default.fileExists(atPath: home.file + ".new"))
    }
}
