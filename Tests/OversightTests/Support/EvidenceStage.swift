import Crypto
import FaceSearch
import Foundation
import Oversight
import Records
import Rules
import TestStage
import TransparencyLog

/// A home with two cases over some days, and packs of it.
final class EvidenceStage: Sendable {
    let stage: Stage
    let overseer: Actor
    let searcher: Actor
    /// The day on which the first case was opened, in UTC.
    let day: String
    let folder: URL

    static let shared = Task { try await EvidenceStage() }

    init() async throws {
        stage = try await Stage(.investigation)
        folder = FileManager.default.temporaryDirectory.appending(path: "likeness-packs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        overseer = try await stage.person("ova", [.overseer])
        let approver = try await stage.person("ann", [.approver])
        searcher = try await stage.person("sam", [.searcher])
        let custodian = try await stage.person("cas", [.custodian])
        try await stage.fill("custody", by: custodian)
        stage.clock.move(2 * 86_400)
        day = String(stage.clock.now.formatted(.iso8601).prefix(10))
        for reference in ["K-1 <script>", "K-2"] {
            _ = try await stage.home.openCase(reference, as: searcher)
            let asked = try await stage.home.requestAuthorisation(
                stage.draft(reference, in: ["custody"]), as: searcher
            ).authorisation.ref
            _ = try await stage.home.approve(asked, reason: "The family asks.\nTwice.", as: approver)
            _ = try await stage.search(asked, in: ["custody"], as: searcher)
            _ = await stage.outcome { _ = try await stage.search(asked, in: ["nowhere"], as: searcher) }
        }
        stage.clock.move(2 * 86_400)
        try await stage.home.closeCase("K-2", as: searcher)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var key: VerifierKey { get throws { try Home.logVerifierKey(of: stage.folder) } }

    /// What no operator gives away.
    var signingKey: SigningKey {
        get throws {
            let text = try String(contentsOf: stage.folder.appending(path: "log.key"), encoding: .utf8)
            return try SigningKey(parsingSecret: text.trimmingCharacters(in: .newlines))
        }
    }

    /// Of the day on which the first case was opened, with an earlier checkpoint.
    func dayPack() async throws -> Pack {
        let kept = try Home.publishedLog(of: stage.folder).checkpoint()
        return try await export(EvidenceRequest(.period(try Period(parsing: day)), earlier: kept))
    }

    func period() throws -> EvidenceRequest {
        EvidenceRequest(.period(try Period(parsing: day)), reason: "Why & <why>")
    }

    func export(_ request: EvidenceRequest) async throws -> Pack {
        let path = folder.appending(path: UUID().uuidString).path
        let manifest = try await stage.home.exportEvidence(request, to: path, as: overseer)
        return Pack(path: path, manifest: manifest)
    }
}

/// A pack's folder, to be tampered with.
struct Pack {
    let path: String
    let manifest: PackManifest

    func copy() throws -> Pack {
        let other = path + "-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: path, toPath: other)
        return Pack(path: other, manifest: manifest)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + "/" + name))) }
    func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
    }

    var lines: [String] {
        get throws {
            try text("entries.jsonl").split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        }
    }

    func verify(
        key: VerifierKey?, witnesses: [VerifierKey] = [], kept: SignedCheckpoint? = nil
    ) throws -> PackReport {
        try PackVerification(path, key: key, witnesses: witnesses, kept: kept).run()
    }

    static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }

    /// Signs the manifest anew, with something in it replaced.
    func resign(_ key: SigningKey, replacing: [(String, String)] = []) throws {
        var text = try SignedNote(parsing: read("manifest")).text
        for (old, new) in replacing { text = text.replacing(old, with: new) }
        try write(SignedNote(text: text, signatures: [key.sign(text)]).serialised(), to: "manifest")
    }
}

extension PackReport {
    func names(_ file: String, entry: Int? = nil) -> Bool {
        problems.contains { $0.file == file && (entry == nil || $0.entry == entry) }
    }
}
