import Foundation
import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("Crashes and full disks")
struct CrashTests {
    private let home = TemporaryDirectory()

    @Test("whatever instant a process is killed at, what it was promised is there, and nothing half done")
    func killed() throws {
        var random = SeededRandom(31)
        var present: Set<UInt64> = []
        var kills = 0
        var changes = 0
        while kills < 20 {
            let child = try ChildProcess("gallery-crash-child", ["churn", home.gallery, "\(kills + 1)"])
            child.waitForFirstWord()
            usleep(UInt32.random(in: 0...60_000, using: &random))
            let lines = child.kill()
            kills += 1

            var inFlight: (enrolling: Range<UInt64>, removing: Set<UInt64>) = (0..<0, [])
            for line in lines {
                let words = line.split(separator: " ")
                let ids = words.dropFirst().compactMap { UInt64($0) }
                switch words[0] {
                case "enrolling": inFlight = (ids[0]..<ids[1], [])
                case "removing": inFlight = (0..<0, Set(ids))
                default:
                    present = present.union(inFlight.enrolling).subtracting(inFlight.removing)
                    inFlight = (0..<0, [])
                    changes += 1
                }
            }
            for access in [FileGallery.Access.reading, .writing] {
                let gallery = try home.open(access, dimensions: 128, model: crashModel)
                let found = Set(gallery.faces(after: nil).map(\.rawValue))
                let more = found.subtracting(present)
                let less = present.subtracting(found)
                #expect(more.isEmpty || more == Set(inFlight.enrolling))
                #expect(less.isSubset(of: inFlight.removing))
                for id in found {
                    let best = try gallery.search(template(of: id), in: .everything, threshold: 0.999, limit: 1)
                    #expect(best.map(\.face.rawValue) == [id])
                }
                present = found
            }
        }
        #expect(changes > 20)
    }

    @Test("when files may not grow, nothing enrolled is lost and enrolment goes on later")
    func fileSizeLimit() throws {
        let child = try ChildProcess("gallery-crash-child", ["fill", home.gallery, "100000"])
        let lines = child.finish()
        // 161 slots of 544 bytes fit behind the header: 23 whole enrolments of 7.
        #expect(lines == ["gallery.disk-full 161", "afterwards 168"])
        let gallery = try home.open(.reading, dimensions: 128, model: crashModel)
        #expect(gallery.faces(after: nil) == (1...168).map { FaceID($0) })
    }

    @Test("when the disk is full, nothing enrolled is lost and enrolment goes on later")
    func fullDisk() throws {
        guard let disk = SmallDisk(at: home.path, kilobytes: 256) else { return }
        defer { disk.unmount() }
        let filler = home.path + "/filler"
        try Data(count: 64 * 1024).write(to: URL(fileURLWithPath: filler))
        let gallery = try home.open(.writing, dimensions: 128, model: crashModel)
        var next: UInt64 = 1
        func enrol() throws {
            let ids = next..<next + 11
            try gallery.enrol(ids.map { face($0, template(of: $0)) })
            next += 11
        }
        let failure = code { while true { try enrol() } }
        #expect(failure == "gallery.disk-full")
        #expect(next > 100)
        // The half that was written gives its room back.
        #expect(home.bytes.count == 12_288 + Int(next - 1) * 544)
        #expect(code { try enrol() } == "gallery.disk-full")
        #expect(try gallery.search(template(of: 5), in: .everything, threshold: 0.99, limit: 1).count == 1)
        try gallery.remove([FaceID(3)])
        try FileManager.default.removeItem(atPath: filler)
        try enrol()
        let expected = (1..<next).filter { $0 != 3 }.map { FaceID($0) }
        #expect(gallery.faces(after: nil) == expected)
        #expect(try home.open(.reading, dimensions: 128, model: crashModel).faces(after: nil) == expected)
    }
}

private let crashModel = ModelID("crash-test")

/// Must equal the function of this name in gallery-crash-child.
private func template(of id: UInt64) -> Template {
    var state = id
    let vector = (0..<128).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) - 8_388_608
    }
    return Template(model: crashModel, normalising: vector)!
}
