public import FaceSearch
import Foundation
import Records
import Rules
public import TransparencyLog
import Vocabulary

extension Home {
    /// Writes an evidence pack (docs/evidence.md). That it leaves the home is logged first, and is in it.
    ///
    /// Blocking. Of a period it holds some thousand entries in memory at a time, however many there are, and the earlier ones that its
    /// searches rest on.
    /// - Parameters:
    ///   - folder: empty, or not there yet.
    ///   - progress: told the entries that were written, and how many there will be.
    /// - Throws: `role.missing`, `case.unknown`, `evidence.exists`, `evidence.unwritable`, `evidence.too-large`,
    ///   `evidence.not-earlier`, `log.…`. Nothing is left in the folder then.
    public func exportEvidence(
        _ request: EvidenceRequest, to folder: String, as actor: Actor,
        progress: @Sendable (Int, Int) throws -> Void = { _, _ in }
    ) async throws -> PackManifest {
        let plan = try await plan(request, as: actor)
        let output = try PackOutput(folder: folder)
        return try await write(plan, to: output, as: actor, progress)
    }

    /// The same as one page, which holds all that a pack does but its guide.
    /// - Throws: also `evidence.too-large` above ``EvidencePage/mostEntries``.
    public func exportEvidencePage(_ request: EvidenceRequest, as actor: Actor) async throws -> EvidencePage {
        let (output, manifest) = try await exportEvidence(
            request, atMost: EvidencePage.mostEntries, to: PackOutput(), as: actor)
        guard PackPage.holdsEntries(manifest.counts.all, bytes: output.files[.entries]?.bytes ?? 0) else {
            throw Self.tooLarge(EvidencePage.mostEntries)
        }
        return EvidencePage(html: output.bytes(of: .page) ?? [], manifest: manifest)
    }

    /// The same to elsewhere, of fewer entries.
    func exportEvidence(
        _ request: EvidenceRequest, atMost entries: Int, to output: PackOutput, as actor: Actor
    ) async throws -> (PackOutput, PackManifest) {
        let plan = try await plan(
            EvidenceRequest(
                request.scope, withPayloads: request.withPayloads, reason: request.reason, earlier: request.earlier,
                mostEntries: min(request.mostEntries, entries)), as: actor)
        return (output, try await write(plan, to: output, as: actor) { _, _ in })
    }

    private func write(
        _ plan: EvidencePlan, to output: PackOutput, as actor: Actor, _ progress: @Sendable (Int, Int) throws -> Void
    ) async throws -> PackManifest {
        do {
            let export = try await noteEvidence(
                of: plan.words, about: plan.caseRecord?.ref, withPayloads: plan.request.withPayloads,
                reason: plan.request.reason, as: actor)
            return try PackWriter(self, plan, export, output, actor).write(progress)
        } catch {
            output.abandon()
            throw (error as? LogError).map { Failure($0) } ?? error
        }
    }

    /// Finds out what can be refused before anything is logged or written.
    private func plan(_ request: EvidenceRequest, as actor: Actor) async throws -> EvidencePlan {
        try check(actor, anyOf: [.exportEvidence])
        do {
            let checkpoint = try await publishedCheckpoint()
            if let earlier = request.earlier {
                _ = try self.earlier(earlier, continuedBy: checkpoint.checkpoint.head)
            }
        } catch let error as LogError {
            throw Failure(error)
        }
        switch request.scope {
        case .period(let period):
            let places = try loggedPlaces(from: period.from, to: period.to, as: actor)
            var count = (places?.count ?? 0) + 4
            // As many are before it at most.
            if let places, count + places.lowerBound > request.mostEntries, count <= request.mostEntries {
                count += try grounds(
                    ofSearchesIn: places.lowerBound..<places.upperBound + 1, before: places.lowerBound - 1, as: actor
                ).count
            }
            guard count <= request.mostEntries else { throw Self.tooLarge(request.mostEntries) }
            return EvidencePlan(request: request, words: period.text, caseRecord: nil)
        case .caseFile(let named):
            let record = try caseForEvidence(named, as: actor)
            guard try evidence(about: record.ref, as: actor).count + 4 <= request.mostEntries else {
                throw Self.tooLarge(request.mostEntries)
            }
            return EvidencePlan(request: request, words: record.reference, caseRecord: record)
        }
    }

    static func tooLarge(_ most: Int) -> Failure {
        Failure(
            .evidenceTooLarge, "This is more than the \(most) entries that such a pack may have.",
            remedy: "Choose a shorter period, or export a folder with `likeness evidence export`.")
    }

    /// The proof that the log continues what somebody kept.
    /// - Throws: `evidence.not-earlier`.
    func earlier(_ kept: SignedCheckpoint, continuedBy head: TreeHead) throws -> EarlierCheckpoint {
        let key = try Self.logVerifierKey(of: directory)
        let tree = LogLeaves(Self.publishedLog(of: directory), of: head)
        let old = kept.checkpoint.head
        guard let proof = try? ConsistencyProof.make(old: old.size, new: head.size, from: tree),
            case let earlier = EarlierCheckpoint(kept, proof: proof.hashes),
            (try? earlier.verify(key: key, continuedBy: head)) != nil
        else {
            throw Failure(
                .evidenceNotEarlier, "The checkpoint that was given is none of this log's past.",
                remedy: "Give one that this log signed. If it did, keep it, and tell whoever oversees the log.")
        }
        return earlier
    }
}

/// A pack as one page.
public struct EvidencePage: Sendable {
    public static let mostEntries = PackPage.mostEntries

    public let html: [UInt8]
    public let manifest: PackManifest
}

/// What a pack is to be about.
struct EvidencePlan {
    let request: EvidenceRequest
    /// A period's text, or a case's reference.
    let words: String
    let caseRecord: CaseRecord?
}
