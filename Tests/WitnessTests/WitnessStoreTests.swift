import Foundation
import TestSupport
import Testing
import TransparencyLog
import Witness

@Suite("A witness's store")
struct WitnessStoreTests {
    let log: SampleLog
    let witness: TemporaryWitness

    init() throws {
        log = try SampleLog()
        witness = try TemporaryWitness()
    }

    @Test("a key is made once, for its owner only, and kept")
    func key() throws {
        let made = try witness.open().key
        #expect(made.kind == .cosignature && made.name == "witness.example/1")
        let attributes = try FileManager.default.attributesOfItem(atPath: witness.path + "/witness.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try witness.open().key == made)
        #expect(try witness.open(name: nil).key == made)
        #expect(code { _ = try witness.open(name: "witness.example/2") } == .malformed)
    }

    @Test("no key is made for a witness without a name; one that others can read, or a log's, is refused")
    func otherKeys() throws {
        #expect(code { _ = try witness.open(name: nil) } == .missing)
        #expect(!witness.exists(""))
        #expect(code { _ = try witness.open(name: "two words") } == .malformed)
        _ = try witness.open()
        chmod(witness.path + "/witness.key", 0o640)
        #expect(code { _ = try witness.open() } == .malformed)
        try witness.write(Array((log.key.secretText + "\n").utf8), to: "witness.key")
        chmod(witness.path + "/witness.key", 0o600)
        #expect(code { _ = try witness.open(name: nil) } == .malformed)
    }

    @Test("one process holds a store")
    func held() throws {
        let store = try witness.open()
        #expect(code { _ = try witness.open() } == .locked)
        #expect(try WitnessStore.key(of: witness.path) == store.key)
        withExtendedLifetime(store) {}
    }

    @Test("a history that goes on is cosigned, step by step, and what was cosigned is kept as others may read it")
    func cosigned() async throws {
        let store = try witness.open()
        var old = 0
        for new in [0, 0, 1, 2, 3, 64, 64, 65, 100] {
            let signed = try log.signed(new, extensions: ["an extension"])
            let request = try AddCheckpointRequest(log.proof(old, new), to: signed)
            let cosignatures = try await store.add(request).cosignatures(on: signed.checkpoint, by: [store.key])
            let kept = try SignedCheckpoint(parsing: witness.read())
            #expect(kept == (try signed.adding(cosignatures)))
            let verified = try kept.verify(keys: [log.key.verifierKey], witnesses: [store.key], atLeast: 1)
            #expect(abs(verified[0].time - Int(Date().timeIntervalSince1970)) < 60)
            old = new
        }
    }

    @Test("signatures by keys that the witness does not know are not kept")
    func strangers() async throws {
        let store = try witness.open()
        let stranger = try SampleLog(origin: "stranger.example").key
        let signed = try log.signed(5)
        let note = try signed.note.adding([stranger.sign(signed.note.text)])
        let request = try AddCheckpointRequest(log.proof(0, 5), to: SignedCheckpoint(note))
        #expect(try await store.add(request).status == 200)
        let kept = try SignedCheckpoint(parsing: witness.read())
        #expect(kept.note.signatures.map(\.name) == [SampleLog.origin, "witness.example/1"])
    }

    @Test("a rollback, a rewritten history and a replay are refused, also after a restart, and nothing changes")
    func refused() async throws {
        _ = try await witness.open().add(log.request(0, 50))
        let before = try witness.read()
        // Entry 20, which the witness has seen, is another; the log signs this too.
        let rewritten = try SampleLog(changed: 20)
        let refusals: [(AddCheckpointRequest, WitnessAnswer)] = [
            (try log.request(0, 50), .conflict(size: 50)), (try log.request(0, 49), .conflict(size: 50)),
            (try log.request(49, 49), .conflict(size: 50)), (try log.request(30, 80), .conflict(size: 50)),
            (try rewritten.request(50, 100), .inconsistent), (try rewritten.request(50, 51), .inconsistent),
            (try rewritten.request(50, 50), .inconsistent), (try rewritten.request(0, 100), .conflict(size: 50)),
            (try rewritten.request(0, 0), .conflict(size: 50)),
        ]
        for round in 1...2 {
            let store = try witness.open()
            for (request, answer) in refusals { #expect(try await store.add(request) == answer, "round \(round)") }
            #expect(try witness.read() == before)
        }
        #expect(try await witness.open().add(log.request(50, 100)).status == 200)
    }

    @Test("two roots for one size are kept as evidence, the first only")
    func evidence() async throws {
        let store = try witness.open()
        _ = try await store.add(log.request(0, 50))
        // These prove nothing: another key, another size, the same root.
        let other = try SampleLog(changed: 20, seed: 2)
        #expect(try await store.add(other.request(50, 50)) == .notSigned)
        #expect(try await store.add(SampleLog(changed: 20).request(50, 51)) == .inconsistent)
        #expect(try await store.add(log.request(0, 50)) == .conflict(size: 50))
        #expect(!witness.exists("forks"))
        for variant in 1...2 {
            let fork = try SampleLog(changed: 20, variant: variant)
            #expect(try await store.add(fork.request(50, 50)) == .inconsistent)
            let kept = try SignedCheckpoint(parsing: witness.read("forks/\(SampleLog.hash)"))
            #expect(kept == (try SampleLog(changed: 20).signed(50)))
        }
    }

    @Test("of many requests at once that start from one size and fork, one is cosigned")
    func racing() async throws {
        let store = try witness.open()
        _ = try await store.add(log.request(0, 50))
        let requests = try (0..<32).map { try SampleLog(size: 51 + $0 % 3, changed: 50, variant: $0) }
            .map { try $0.request(50, 51) }
        let answers = try await withThrowingTaskGroup(of: (Int, WitnessAnswer).self) { group in
            for (number, request) in requests.enumerated() {
                group.addTask { (number, try await store.add(request)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let cosigned = answers.filter { $0.1.status == 200 }
        #expect(cosigned.count == 1)
        #expect(answers.filter { $0.1 == .conflict(size: 51) }.count == 31)
        let kept = try SignedCheckpoint(parsing: witness.read()).checkpoint
        #expect(kept == requests[cosigned[0].0].checkpoint.checkpoint)
    }

    @Test("while the kept checkpoint is damaged nothing is cosigned for its log, and other logs go on")
    func damaged() async throws {
        let other = try SampleLog(origin: "other.example", seed: 2)
        let witness = try TemporaryWitness(logs: [log.key.verifierKey, other.key.verifierKey])
        _ = try await witness.open().add(log.request(0, 50))
        let good = try witness.read()
        let byAnother = try TemporaryWitness()
        _ = try await byAnother.open().add(log.request(0, 40))
        _ = try await witness.open().add(other.request(0, 1))
        let others = try witness.read("public/\(OriginHash(of: "other.example"))/checkpoint")
        var cases = [[], [0x0A], Array(good.dropLast()), Array(good.prefix(60)), good + [0x0A], others]
        cases += [try byAnother.read(), try log.signed(50).serialised(), [UInt8](repeating: 0, count: 2_000_000)]
        // All but the log's own signature line and the witness's last bit, where nothing is the witness's statement.
        let text = try SignedCheckpoint(parsing: good).note.text.utf8.count
        cases += (0..<text * 8).map { bit in
            var bytes = good
            bytes[bit / 8] ^= 1 << (bit % 8)
            return bytes
        }
        for (number, bytes) in cases.enumerated() {
            try witness.write(bytes)
            let store = try witness.open()
            for request in [try log.request(50, 60), try log.request(0, 60), try log.request(0, 10)] {
                await #expect(throws: LogError(.damaged, ""), "case \(number)") { try await store.add(request) }
            }
            #expect(try witness.read() == bytes)
            if number < 9 { #expect(try await store.add(other.request(1, 1)).status == 200) }
        }
        try witness.write(good)
        #expect(try await witness.open().add(log.request(50, 60)).status == 200)
    }

    @Test("a kept checkpoint that is deleted or put back under a running witness is missed")
    func putBack() async throws {
        let store = try witness.open()
        _ = try await store.add(log.request(0, 40))
        let early = try witness.read()
        _ = try await store.add(log.request(40, 50))
        let late = try witness.read()
        try witness.write(early)
        await #expect(throws: LogError(.damaged, "")) { try await store.add(log.request(40, 60)) }
        try FileManager.default.removeItem(atPath: witness.path + "/public/\(SampleLog.hash)/checkpoint")
        await #expect(throws: LogError(.damaged, "")) { try await store.add(log.request(0, 60)) }
        try witness.write(late)
        #expect(try await store.add(log.request(50, 60)).status == 200)
    }

    @Test("when the disk is full nothing is cosigned, and later the witness goes on where it was")
    func fullDisk() async throws {
        try FileManager.default.createDirectory(atPath: witness.path, withIntermediateDirectories: true)
        guard let disk = SmallDisk(at: witness.path, kilobytes: 256) else { return }
        defer { disk.unmount() }
        do {
            let store = try witness.open()
            _ = try await store.add(log.request(0, 50))
            let filler = try #require(fopen(witness.path + "/filler", "w"))
            while fputs("something\n", filler) >= 0, fflush(filler) == 0 {}
            fclose(filler)
            await #expect(throws: LogError(.storage, "")) { try await store.add(log.request(50, 60)) }
            #expect(try SignedCheckpoint(parsing: witness.read()).checkpoint.size == 50)
            #expect(try await store.add(log.request(0, 60)) == .conflict(size: 50))
            try FileManager.default.removeItem(atPath: witness.path + "/filler")
            #expect(try await store.add(log.request(50, 60)).status == 200)
        }
    }

    @Test("logs.txt names the logs, with comments; a log may change its key")
    func knownLogs() async throws {
        let (new, other) = (try SampleLog(seed: 3), try SampleLog(origin: "other.example", seed: 2))
        let text = "# ours\n\(log.key.verifierKey)\n\(new.key.verifierKey)\n\n#\(other.key.verifierKey)"
        let witness = try TemporaryWitness(logs: [])
        try witness.write(Array(text.utf8), to: "logs.txt")
        let store = try witness.open()
        #expect(store.logs == [log.key.verifierKey, new.key.verifierKey])
        #expect(try await store.add(log.request(0, 5)).status == 200)
        #expect(try await store.add(new.request(5, 6)).status == 200)
        #expect(try await store.add(other.request(0, 5)) == .unknownOrigin)
    }

    @Test(
        "a line of logs.txt that is no log's key is refused, and its number told",
        arguments: ["x", " ", "KEY ", " KEY", "KEY\r", "KEY KEY", "WITNESS", "\u{FEFF}KEY", "ID"])
    func unknownLogs(line: String) throws {
        let key = log.key.verifierKey.description
        let witnessKey = try SigningKey(name: "w", kind: .cosignature).verifierKey.description
        let bad = line.replacing("KEY", with: key).replacing("WITNESS", with: witnessKey)
            .replacing("ID", with: key.replacing("+", with: "+0", maxReplacements: 1))
        let error = #expect(throws: LogError.self) { try KnownLogs.parse(Array("# one\n\(key)\n\(bad)\n".utf8)) }
        #expect(error?.code == .malformed && error?.detail.hasPrefix("line 3: ") == true)
    }
}

/// The code of the error that `body` throws; nil when it throws none.
func code(_ body: () throws -> Void) -> LogError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? LogError)?.code
    }
}
