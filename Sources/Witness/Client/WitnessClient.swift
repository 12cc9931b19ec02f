import Foundation
import Synchronization
public import TransparencyLog

/// Asks a log's witnesses for cosignatures, over HTTP (C2SP tlog-witness, `add-checkpoint`).
///
/// All at once, each within its time. One that is away or answers wrongly keeps nothing up: the operator is told.
public final class WitnessClient: CheckpointCosigner {
    public let witnesses: [WitnessAddress]
    private let timeout: Duration
    private let report: @Sendable (WitnessAddress, WitnessOutcome) -> Void
    /// What each witness cosigned last, so far as is known. Wrong or forgotten it costs one more question.
    private let sizes = Mutex<[VerifierKey: Int]>([:])

    /// - Parameters:
    ///   - witnesses: of one log; as ``WitnessList`` reads them.
    ///   - timeout: for a witness, from the first question to its cosignature.
    ///   - report: is told once for each witness and checkpoint; from any thread.
    public init(
        _ witnesses: [WitnessAddress], timeout: Duration = .seconds(5),
        report: @escaping @Sendable (WitnessAddress, WitnessOutcome) -> Void = { _, _ in }
    ) {
        self.witnesses = witnesses
        self.timeout = timeout
        self.report = report
    }

    public func cosignatures(
        on checkpoint: SignedCheckpoint, proof: @escaping @Sendable (Int) throws -> ConsistencyProof
    ) async -> [NoteSignature] {
        await withTaskGroup(of: (place: Int, signatures: [NoteSignature]).self) { group in
            for (place, witness) in witnesses.enumerated() {
                group.addTask {
                    let (outcome, signatures) = await self.inTime {
                        await self.ask(witness, for: checkpoint, proof: proof)
                    }
                    self.report(witness, outcome)
                    return (place, signatures)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.place < $1.place }.flatMap(\.signatures)
        }
    }

    private typealias Asked = (outcome: WitnessOutcome, signatures: [NoteSignature])

    private func inTime(_ body: @escaping @Sendable () async -> Asked) async -> Asked {
        await withTaskGroup(of: Asked?.self) { group in
            group.addTask { await body() }
            group.addTask {
                try? await Task.sleep(for: self.timeout)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next().flatMap(\.self) ?? (.tooSlow, [])
        }
    }

    private func ask(
        _ witness: WitnessAddress, for signed: SignedCheckpoint, proof: (Int) throws -> ConsistencyProof
    ) async -> Asked {
        let size = signed.checkpoint.size
        // Sizes that are remembered from a larger log say that this one was set back; the witness itself has to say it.
        let remembered = sizes.withLock { $0[witness.key] }.flatMap { $0 <= size ? $0 : nil } ?? 0
        do {
            var answer = try await send(signed, to: witness, from: remembered, proof)
            if case .conflict(let old) = answer, old <= size, old != remembered {
                answer = try await send(signed, to: witness, from: old, proof)
            }
            switch answer {
            case .cosigned:
                let signatures = try answer.cosignatures(on: signed.checkpoint, by: [witness.key])
                sizes.withLock { $0[witness.key] = size }
                return (.cosigned, signatures)
            case .conflict(let old) where old > size:
                return (.ahead(size: old), [])
            default:
                return (.refused(answer), [])
            }
        } catch let error as LogError {
            return (.wrong(error), [])
        } catch let error as Unproven {
            return (.unproven(error.reason), [])
        } catch HTTPExchange.Problem.away(let reason) {
            return (.away(reason), [])
        } catch HTTPExchange.Problem.tooLarge {
            return (.wrong(LogError(.malformed, "more than \(HTTPExchange.largestAnswer) bytes")), [])
        } catch {
            return (.away("the connection broke"), [])
        }
    }

    private struct Unproven: Error { let reason: LogError }

    private func send(
        _ signed: SignedCheckpoint, to witness: WitnessAddress, from old: Int, _ proof: (Int) throws -> ConsistencyProof
    ) async throws -> WitnessAnswer {
        let request: AddCheckpointRequest
        do {
            request = try AddCheckpointRequest(proof(old), to: signed)
        } catch {
            throw Unproven(reason: error as? LogError ?? LogError(.storage, "no proof"))
        }
        let url = witness.url.appending(path: "add-checkpoint")
        let answer = try await HTTPExchange.post(request.serialised(), to: url)
        return try WitnessAnswer(status: answer.status, body: answer.body)
    }
}
