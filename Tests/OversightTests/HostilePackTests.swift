import FaceSearch
import Foundation
import Oversight
import Testing
import TransparencyLog
import Vocabulary

@Suite("A pack made to do harm")
struct HostilePackTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    @Test("ends in problems, of which there are a thousand at most, and waits for nothing")
    func content() async throws {
        let pack = try await stage.export(stage.period())
        defer { pack.remove() }
        let sound = try pack.text("entries.jsonl")
        let nothing = [
            String(repeating: "\n", count: 1_000_000), String(repeating: "[", count: 1_000_000),
            String(repeating: "{\"a\":", count: 100_000) + "\n", String(repeating: "x", count: 40 << 20),
            "\u{FEFF}" + sound, sound.replacing("\n", with: "\r\n"), "", String(sound.dropLast()),
            sound.replacing("\"index\":", with: "\"index\":1e300,\"i\":"),
            sound.replacing("\"proof\":[", with: "\"proof\":[" + String(repeating: "\"\",", count: 1000)),
        ]
        for text in nothing {
            try pack.write(text.utf8, to: "entries.jsonl")
            let report = try pack.verify(key: stage.key)
            #expect(report.names("entries.jsonl") && report.problems.count <= PackReport.problemLimit)
        }
        #expect(try pack.verify(key: nil).names("entries.jsonl"))
    }

    @Test("links are not followed, and pipes not waited for")
    func kinds() async throws {
        let pack = try await stage.export(stage.period())
        defer { pack.remove() }
        for name in try pack.names {
            let bent = try pack.copy()
            defer { bent.remove() }
            let place = bent.path + "/" + name
            try FileManager.default.removeItem(atPath: place)
            try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: pack.path + "/" + name)
            #expect(try bent.verify(key: stage.key).names(name), "a link")
            try FileManager.default.removeItem(atPath: place)
            mkfifo(place, 0o600)
            #expect(try bent.verify(key: stage.key).names(name), "a pipe")
            try FileManager.default.removeItem(atPath: place)
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
            #expect(try bent.verify(key: stage.key).names(name), "a folder")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        #expect(throws: Failure(.evidenceNoPack, "", remedy: "")) { try PackVerification(folder).run() }
    }

    @Test("a manifest of huge numbers or another form is refused before anything is done with them")
    func manifests() async throws {
        let pack = try await stage.export(stage.period())
        defer { pack.remove() }
        let key = try stage.signingKey
        for text in [
            "likeness/evidence/v1\n{}\n", "likeness/evidence/v1\n" + String(repeating: "[", count: 500_000) + "\n",
            "likeness/evidence/v2\n{}\n", "x\n",
            try SignedNote(parsing: pack.read("manifest")).text.replacing("\"first\":", with: "\"first\":1e99,\"f\":"),
            try SignedNote(parsing: pack.read("manifest")).text.replacing(
                "\"files\":{", with: "\"files\":{\"../x\":{\"bytes\":1,\"sha256\":\"\"},"),
        ] {
            try pack.write(SignedNote(text: text, signatures: [key.sign(text)]).serialised(), to: "manifest")
            #expect(try pack.verify(key: stage.key).names("manifest"))
        }
        // All of the log's places in one period: counted, not walked.
        let bent = try await stage.export(stage.period())
        defer { bent.remove() }
        let range = bent.manifest.range
        try bent.resign(
            key,
            replacing: [
                ("\"size\":\(bent.manifest.head.size)", "\"size\":9007199254740991"),
                ("\"end\":\(range.upperBound)", "\"end\":9007199254740000"),
            ])
        #expect(try bent.verify(key: stage.key).names("entries.jsonl"))
    }

    @Test("each word of the log has words on the page")
    func words() throws {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let script = try String(
            contentsOf: checkout.appending(path: "Sources/Oversight/Evidence/Page/pack-words.js"), encoding: .utf8)
        let told = script.matches(of: /(?m)^ {2}'([a-z.-]+)': '[^']+',$/).map { String($0.1) }
        #expect(told.sorted() == EventType.allCases.map(\.rawValue).sorted())
    }
}
