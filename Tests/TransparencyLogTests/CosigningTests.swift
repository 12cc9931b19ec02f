import Foundation
import Synchronization
import Testing
import TransparencyLog

@Suite("A log with witnesses")
struct CosigningTests {
    /// Witnesses in this process, which check as a real one does. Nobody is asked over a network here.
    private final class Cosigner: CheckpointCosigner {
        let keys: [SigningKey]
        let log: VerifierKey
        let away = Mutex(0)
        private let seen = Mutex<TreeHead?>(nil)

        init(_ count: Int, of log: VerifierKey) throws {
            keys = try (0..<count).map { try SigningKey(name: "witness\($0).test", kind: .cosignature) }
            self.log = log
        }

        func cosignatures(
            on checkpoint: SignedCheckpoint, proof: @escaping @Sendable (Int) throws -> ConsistencyProof
        ) async -> [NoteSignature] {
            seen.withLock { seen in
                guard let request = try? AddCheckpointRequest(proof(seen?.size ?? 0), to: checkpoint),
                    case .cosign(let accepted) = WitnessDecision(request, keys: [log], last: seen)
                else { return [] }
                seen = accepted.head
                return keys.dropLast(away.withLock { $0 }).compactMap { try? $0.cosign(accepted, at: 1_800_000_000) }
            }
        }
    }

    @Test("publishes checkpoints with the witnesses' signatures, each a continuation of the last")
    func cosigned() async throws {
        let log = try TemporaryLog()
        let cosigner = try Cosigner(3, of: log.key.verifierKey)
        let writer = try LogWriter(
            log.path, key: log.key, witnesses: .init(cosigner, required: 2), publicationDelay: .never)
        for index in 0..<600 {
            _ = try await writer.append(entry(index))
            guard index % 50 == 0 || index == 599 else { continue }
            let checkpoint = try await writer.publish()
            #expect(checkpoint.checkpoint.size == index + 1)
        }
        let witnesses = cosigner.keys.map(\.verifierKey)
        try log.published.checkpoint().verify(keys: [log.key.verifierKey], witnesses: witnesses, atLeast: 3)
        #expect(try log.audit().problems == [])
    }

    @Test("keeps taking entries while required witnesses are away, and publishes when they are back")
    func away() async throws {
        let log = try TemporaryLog()
        let cosigner = try Cosigner(2, of: log.key.verifierKey)
        let witnesses = LogWriter.Witnesses(cosigner, required: 2)
        let writer = try LogWriter(log.path, key: log.key, witnesses: witnesses, publicationDelay: .never)
        for index in 0..<100 { _ = try await writer.append(entry(index)) }
        try await writer.publish()
        cosigner.away.withLock { $0 = 1 }
        for index in 100..<700 {
            #expect(try await writer.append(entry(index)) == index)
            if index % 99 == 0 {
                await #expect(throws: LogError(.notCosigned, "")) { try await writer.publish() }
            }
        }
        // Nobody is shown what is not cosigned; what is shown is whole, also when the power fails here.
        #expect(try log.audit().checkpoint?.checkpoint.size == 100)
        #expect(try log.audit().problems == [])
        let crashed = try TemporaryLog(copyOf: log)
        cosigner.away.withLock { $0 = 0 }
        #expect(try await writer.publish().checkpoint.size == 700)
        #expect(try log.audit().entries == 700)
        let again = try LogWriter(crashed.path, key: log.key, witnesses: witnesses, publicationDelay: .never)
        #expect(try await again.publish().checkpoint.size == 700)
        #expect(try crashed.audit().problems == [])
    }

    @Test("asked again, witnesses add to the cosignatures that a checkpoint has")
    func askedAgain() async throws {
        let log = try TemporaryLog()
        let cosigner = try Cosigner(2, of: log.key.verifierKey)
        let writer = try LogWriter(
            log.path, key: log.key, witnesses: .init(cosigner, required: 1), publicationDelay: .never)
        _ = try await writer.append([1])
        func cosigned() throws -> Int {
            try log.published.checkpoint().verify(
                keys: [log.key.verifierKey], witnesses: cosigner.keys.map(\.verifierKey)
            ).count
        }
        for (away, expected) in [(1, 1), (2, 1), (0, 2), (1, 2), (2, 2)] {
            cosigner.away.withLock { $0 = away }
            try await writer.publish(askingAgain: true)
            #expect(try cosigned() == expected, "\(away) away")
        }
        try await writer.close()
    }

    @Test("a journal that outgrew its limit is begun anew without losing what is not published")
    func longJournal() async throws {
        let log = try TemporaryLog()
        let cosigner = try Cosigner(1, of: log.key.verifierKey)
        let witnesses = LogWriter.Witnesses(cosigner, required: 1)
        let writer = try LogWriter(log.path, key: log.key, witnesses: witnesses, publicationDelay: .milliseconds(1))
        let large = [UInt8](repeating: 5, count: 60_000)
        for index in 0..<300 { #expect(try await writer.append(large) == index) }
        try await writer.close()
        let journal = try FileManager.default.attributesOfItem(atPath: log.path + "/journal")[.size] as? Int
        #expect(try #require(journal) < 12 << 20)
        #expect(try log.audit().entries == 300)
        let again = try log.open()
        #expect(try await again.append([1]) == 300)
        try await again.close()
        #expect(try log.audit().problems == [])
    }
}
