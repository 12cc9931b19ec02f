import FaceSearch
import Foundation
import Oversight
import Rules
import TestStage
import Testing
import TransparencyLog
import Vocabulary

@Suite("Evidence packs as archives")
struct EvidenceArchiveTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    /// Unpacks by the system's own tar.
    private func unpack(_ bytes: [UInt8]) throws -> URL {
        let folder = stage.folder.appending(path: "unpacked-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "archive.tar")
        try Data(bytes).write(to: file)
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/tar")
        tar.arguments = ["-xf", file.path, "-C", folder.path]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        try FileManager.default.removeItem(at: file)
        return folder
    }

    private func bytes(of archive: EvidenceArchive) throws -> [UInt8] {
        var (parts, bytes) = (archive.parts, [UInt8]())
        while let part = try parts.next() { bytes += part }
        return bytes
    }

    @Test("hold each file that a pack has, and verify when they are unpacked")
    func whole() async throws {
        let kept = try Home.publishedLog(of: stage.stage.folder).checkpoint()
        for scope in [EvidenceRequest.Scope.period(try Period(parsing: stage.day)), .caseFile("K-1 <script>")] {
            let archive = try await stage.stage.home.exportEvidenceArchive(
                EvidenceRequest(scope, reason: "Why & <why>", earlier: kept), as: stage.overseer)
            let bytes = try bytes(of: archive)
            #expect(bytes.count == archive.length && bytes.count % 512 == 0)
            // Read once more it is the same.
            #expect(try self.bytes(of: archive) == bytes)
            let folder = try unpack(bytes)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [archive.name])
            let pack = Pack(path: folder.appending(path: archive.name).path, manifest: archive.manifest)
            #expect(
                try pack.names == [
                    "README.txt", "checkpoint", "earlier.json", "entries.jsonl", "index.html", "key.txt", "manifest",
                ])
            let report = try pack.verify(key: stage.key, kept: kept)
            #expect(report.problems.map(\.description) == [])
            #expect(report.sound == archive.manifest.counts.all && report.sound > 4)
            for name in try pack.names + ["."] {
                let mode = try FileManager.default.attributesOfItem(atPath: pack.path + "/" + name)[.posixPermissions]
                #expect(mode as? Int == (name == "." ? 0o700 : 0o600), "\(name) is for its owner only")
            }
        }
    }

    @Test("leave no file in the home, and give back the disk when nobody holds them any more")
    func traceless() async throws {
        let stage = try await EvidenceStage()
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: stage.stage.folder.path) }
        func held() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { name in
                let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")) ?? ""
                return path.hasPrefix(stage.stage.folder.path) && path.hasSuffix(" (deleted)")
            }
        }
        let before = try names().sorted()
        var archive: EvidenceArchive? = try await stage.stage.home.exportEvidenceArchive(
            stage.period(), as: stage.overseer)
        #expect(try held() == 6 && names().sorted() == before)
        #expect(archive?.manifest.counts.all ?? 0 > 10)
        archive = nil
        #expect(try held() == 0)
    }

    @Test("are refused to whom packs are, and above as many entries as were allowed; nothing is logged then")
    func refused() async throws {
        let stage = try await EvidenceStage()
        let request = try stage.period()
        await #expect(throws: Failure(.roleMissing, "", remedy: "")) {
            _ = try await stage.stage.home.exportEvidenceArchive(request, as: stage.searcher)
        }
        await #expect(throws: Failure(.evidenceTooLarge, "", remedy: "")) {
            _ = try await stage.stage.home.exportEvidenceArchive(
                EvidenceRequest(request.scope, mostEntries: 10), as: stage.overseer)
        }
        #expect(try stage.stage.logged().allSatisfy { $0.type != "evidence.exported" })
    }

    @Test("are read by tar wherever a file ends in its block")
    func blocks() throws {
        let sizes = [0, 1, 511, 512, 513, 1024, 70_000]
        let contents = sizes.map { size in (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) } }
        let moment = Date(timeIntervalSince1970: 1_772_541_296)
        var bytes = TapeArchive.header("folder/", bytes: 0, at: moment)
        for (size, content) in zip(sizes, contents) {
            bytes += TapeArchive.header("folder/\(size)", bytes: size, at: moment) + content
            bytes += TapeArchive.padding(after: size)
        }
        let folder = try unpack(bytes + TapeArchive.end).appending(path: "folder")
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == Set(sizes.map { "\($0)" }))
        for (size, content) in zip(sizes, contents) {
            let file = folder.appending(path: "\(size)").path
            #expect(try Array(Data(contentsOf: URL(filePath: file))) == content)
            let modified = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
            #expect(modified == moment)
        }
    }
}
