import Foundation
import Oversight
import TestSupport
import Testing
import TransparencyLog

@Suite("Evidence packs, checked by code that is not ours")
struct EvidenceGoAuditorTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    @Test(
        "Go's own code agrees on sound packs and on tampered ones",
        .enabled(if: GoAuditor.isInstalled, "it takes Debian's golang-go and golang-golang-x-mod-dev"))
    func inGo() async throws {
        let auditor = try GoAuditor.built.get()
        let key = try stage.key.description
        let packs = [
            try await stage.dayPack(), try await stage.export(EvidenceRequest(.caseFile("K-2"))),
            try await stage.export(EvidenceRequest(.caseFile("K-2"), withPayloads: false)),
            try await stage.export(EvidenceRequest(.period(try Period(parsing: "1999")))),
        ]
        defer { for pack in packs { pack.remove() } }
        for pack in packs {
            let (code, line) = try auditor.audit(["-pack", pack.path, key])
            #expect(code == 0 && line.hasPrefix("OK: \(pack.manifest.counts.all) entries,"), "\(line)")
        }
        let pack = packs[0]
        var random = SeededRandom(13)
        for name in try pack.names where name != "index.html" {
            let sound = try pack.read(name)
            for _ in 0..<6 {
                var bytes = sound
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1
                try pack.write(bytes, to: name)
                #expect(try auditor.audit(["-pack", pack.path, key]).code == 1, "\(name), byte \(place)")
                #expect(try pack.verify(key: stage.key).names(name))
            }
            try pack.write(sound, to: name)
        }
        // Signed anew, so that no hash tells.
        let lines = try pack.lines
        for forged in [
            lines.map { $0.replacing("The family asks", with: "The people ask") }, Array(lines[0..<4] + lines[5...]),
        ] {
            let bytes = Array(forged.map { $0 + "\n" }.joined().utf8)
            try pack.write(bytes, to: "entries.jsonl")
            let old = try #require(pack.manifest.files["entries.jsonl"])
            try pack.resign(
                stage.signingKey,
                replacing: [
                    (old.sha256, Pack.sha256(bytes)), ("\"bytes\":\(old.bytes)", "\"bytes\":\(bytes.count)"),
                    ("\"count\":\(lines.count)", "\"count\":\(forged.count)"),
                    (
                        "\"disclosed\":\(pack.manifest.counts.disclosed)",
                        "\"disclosed\":\(pack.manifest.counts.disclosed - lines.count + forged.count)"
                    ),
                ])
            let (code, line) = try auditor.audit(["-pack", pack.path, key])
            #expect(code == 1 && line.hasPrefix("WRONG: entries.jsonl: entry "), "\(line)")
            try pack.resign(
                stage.signingKey,
                replacing: [
                    (Pack.sha256(bytes), old.sha256), ("\"bytes\":\(bytes.count)", "\"bytes\":\(old.bytes)"),
                    ("\"count\":\(forged.count)", "\"count\":\(lines.count)"),
                    (
                        "\"disclosed\":\(pack.manifest.counts.disclosed - lines.count + forged.count)",
                        "\"disclosed\":\(pack.manifest.counts.disclosed)"
                    ),
                ])
        }
    }
}
