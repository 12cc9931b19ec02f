import Foundation
import Inference
import Photos
import SyntheticPeople
import Testing
import Vocabulary

/// The networks, loaded once for all tests.
private let studio = Task { try await Studio(InferenceEngine(.ofThisProgram())) }

@Suite("ArchiveWriter", .serialized)
struct ArchiveWriterTests {
    /// A folder that is gone when the test is.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "synthetic-\(UUID().uuidString)")

        deinit { try? FileManager.default.removeItem(at: url) }

        func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: url.appending(path: path))) }
    }

    @Test("a small archive, written twice, is the same to the byte; its photos and texts are as planned")
    func twice() async throws {
        let plan = try ArchivePlan(people: 3, shots: 2, seed: 11, probes: 1, strangers: 1)
        let writer = ArchiveWriter(try await studio.value)
        let (first, second, probes) = (Folder(), Folder(), Folder())
        let truth = try await writer.write(plan.archive, to: first.url)
        try await writer.write(plan.archive, to: second.url)
        let probeTruth = try await writer.write(plan.probes, to: probes.url)

        for photo in plan.archive.photos {
            let bytes = try first.bytes(photo.path)
            #expect(try bytes == second.bytes(photo.path))
            let decoded = try Photo(bytes).decode()
            #expect(decoded.width == photo.width && decoded.height == photo.height)
        }
        let text = String(decoding: try first.bytes("truth.csv"), as: UTF8.self)
        #expect(try first.bytes("truth.csv") == second.bytes("truth.csv"))
        let lines = text.split(separator: "\n")
        #expect(lines.first == "path,person,x,y,width,height")
        #expect(lines.count == 1 + truth.count)
        #expect(truth.count { $0.person != nil } == 6)
        #expect(truth.count { $0.person == nil } == 2)
        #expect(lines.count { $0.hasSuffix(",,,,,") } == 2)
        #expect(probeTruth.map(\.person) == ["p0001", "s0001"])
    }

    @Test("every kind of file is upright, tells its caption and date, and is marked as synthetic")
    func files() async throws {
        let photos = try ArchivePlan(people: 40, shots: 5, seed: 5).archive.photos
        // One small photo of each kind and orientation is enough to see.
        var seen: Set<[String]> = []
        let some = photos.sorted { $0.width * $0.height < $1.width * $1.height }.filter { photo in
            let encoding = photo.encoding
            return seen.insert(["\(encoding.format)", "\(encoding.av1)", "\(encoding.colour)"]).inserted
                || seen.insert(["\(encoding.orientation)"]).inserted
        }
        #expect(some.count >= 14)
        let folder = Folder()
        try await ArchiveWriter(try await studio.value).write(PhotoSet(photos: some), to: folder.url)
        for planned in some {
            let bytes = try folder.bytes(planned.path)
            let photo = try Photo(bytes)
            #expect(photo.format == planned.encoding.format)
            #expect(photo.width == planned.width && photo.height == planned.height)
            // Packet and notice lie open in all formats but PNG, which compresses them.
            if photo.format != .png {
                #expect(Data(bytes).range(of: Data(Story.digitalSourceType.utf8)) != nil)
                #expect(Data(bytes).range(of: Data(Story.notice.utf8)) != nil)
            }
            if photo.format != .gif {
                #expect(photo.metadata.caption == "\(planned.story.caption) \(Story.notice)")
                #expect(photo.metadata.taken == planned.story.taken)
                #expect(photo.metadata.credit == planned.story.credit)
            }
            if [.jpeg, .webp, .heif].contains(photo.format) {
                #expect(Data(bytes).range(of: Data("Likeness synth\0".utf8)) != nil)
            }
        }
    }

    @Test("a folder that holds anything else is refused; the same plan's files may be written again")
    func occupied() async throws {
        let photos = try ArchivePlan(people: 1, shots: 1, seed: 5).archive.photos.filter(\.people.isEmpty)
        let set = PhotoSet(photos: photos)
        let writer = ArchiveWriter(try await studio.value)
        let folder = Folder()
        try await writer.write(set, to: folder.url)
        let occupied = Failure(.folderNotEmpty, "", remedy: "")
        await #expect(throws: occupied) { try await writer.write(set, to: folder.url) }
        try await writer.write(set, to: folder.url, replacing: true)
        try Data("x".utf8).write(to: folder.url.appending(path: "notes.txt"))
        await #expect(throws: occupied) { try await writer.write(set, to: folder.url, replacing: true) }
    }

    @Test("progress counts every photo once, up to the last")
    func progress() async throws {
        let photos = try ArchivePlan(people: 1, shots: 1, seed: 6).archive.photos.filter(\.people.isEmpty)
        let folder = Folder()
        let (stream, told) = AsyncStream.makeStream(of: [Int].self)
        try await ArchiveWriter(try await studio.value).write(PhotoSet(photos: photos), to: folder.url) { done, total in
            told.yield([done, total])
        }
        told.finish()
        var steps: [[Int]] = []
        for await step in stream { steps.append(step) }
        #expect(steps == (1...photos.count).map { [$0, photos.count] })
    }
}
