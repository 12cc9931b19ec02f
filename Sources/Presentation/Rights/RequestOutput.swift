package import FaceSearch
package import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// A request of somebody about themselves as JSON (docs/json.md), and as lines.
package struct RequestOutput: Encodable {
    package struct Identification: Encodable {
        let means: String
        let words: String?
        let at: Date
        let by: String
    }

    package struct Decision: Encodable {
        let kind: String
        let reason: String?
        let at: Date
        let by: String
    }

    package struct Search: Encodable {
        let id: String
        let at: Date
        let threshold: Float
        let found: Int?
        /// When it failed, or was noticed to have been cut off.
        let interrupted: Date?

        var isOpen: Bool { found == nil && interrupted == nil }
    }

    package let id: String
    package let kind: String
    package let reference: String
    package let state: String
    package let collections: [String]
    package let received: Date
    package let due: Date
    package let daysLeft: Int?
    package let late: Bool
    package let recordedBy: String
    package let identification: Identification?
    package let searches: [Search]
    package let found: Int
    package let judged: Int
    package let confirmed: Int
    package let decision: Decision?

    package init(_ described: DescribedRequest) {
        let request = described.request
        id = described.ref.rawValue
        kind = request.kind.rawValue
        reference = described.record.reference
        state = request.state.rawValue
        collections = described.collections.map(\.name)
        (received, due, late) = (request.received, request.due, described.isLate)
        daysLeft = request.state.isOpen ? described.daysLeft : nil
        recordedBy = described.name(described.record.recordedBy)
        identification = request.identification.map {
            Identification(means: $0.means.rawValue, words: $0.words, at: $0.at, by: described.name($0.by))
        }
        searches = described.searches.map {
            Search(id: $0.id, at: $0.at, threshold: $0.threshold, found: $0.outcome?.found, interrupted: $0.interrupted)
        }
        (found, judged) = (described.progress.found, described.progress.judged)
        confirmed = described.confirmed
        decision = request.decision.map {
            Decision(kind: $0.kind.rawValue, reason: $0.reason, at: $0.at, by: described.name($0.by))
        }
    }

    /// How long there is, or was.
    private var time: String {
        guard let daysLeft else { return late ? "late" : "in time" }
        if late { return "OVERDUE since \(due.formatted(.iso8601))" }
        return "due \(due.formatted(.iso8601)) (\(counted(daysLeft, "day")))"
    }

    /// Searches that showed nothing and kept nothing.
    private var cutOff: String? {
        let (ended, open) = (searches.count { $0.interrupted != nil }, searches.count { $0.isOpen })
        let texts = [
            ended > 0 ? "\(counted(ended, "search")); look again, it counts as none" : nil,
            open > 0 ? "\(counted(open, "search")) not ended, or not noticed yet" : nil,
        ].compactMap(\.self)
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    package var line: String { "\(id)  \(state)  \(kind)  \(reference)  \(time)" }

    package var lines: [String] {
        func row(_ name: String, _ text: String?) -> String? {
            text.map { name.padding(toLength: 14, withPad: " ", startingAt: 0) + $0 }
        }
        let checked = identification.map {
            "\($0.means)\($0.words.map { ": \($0)" } ?? ""), \($0.at.formatted(.iso8601)) by \($0.by)"
        }
        let said = decision.map {
            "\($0.kind) \($0.at.formatted(.iso8601)) by \($0.by)\($0.reason.map { ": \($0)" } ?? "")"
        }
        return [
            row("request", id), row("kind", kind), row("reference", reference), row("state", "\(state), \(time)"),
            row("received", "\(received.formatted(.iso8601)), recorded by \(recordedBy)"),
            row("collections", collections.joined(separator: ", ")), row("identified", checked),
            searches.isEmpty
                ? nil
                : row("searched", "\(counted(searches.count { $0.found != nil }, "time")); \(found) found"),
            row("cut off", cutOff),
            found > 0 ? row("judged", "\(judged) of \(found); \(confirmed) the person’s") : nil, row("decided", said),
        ].compactMap(\.self)
    }
}

/// A face that was found for a request, as JSON: no caption and no path, which may name others.
package struct FoundFaceOutput: Encodable {
    package let number: Int
    package let similarity: Float
    package let verdict: String?
    package let photo: Int64
    package let face: UInt64
    package let collection: String

    package init(_ found: FoundFace) {
        (number, similarity, verdict) = (found.number, found.similarity, found.verdict?.rawValue)
        (photo, face) = (found.face.photo.id.rawValue, found.face.face.id.rawValue)
        collection = found.collection.name
    }

    package var line: String {
        "\(number)  \(String(format: "%.3f", similarity))  \(collection)  photo \(photo), face \(face)  \(verdict ?? "not judged")"
    }
}

/// An open request with what was found for it, as JSON.
package struct FoundFacesOutput: Encodable {
    package let request: RequestOutput
    package let found: [FoundFaceOutput]

    package init(_ described: DescribedRequest, _ found: [FoundFace]) {
        request = RequestOutput(described)
        self.found = found.map(FoundFaceOutput.init)
    }
}

/// What was answered, with what proves it, as JSON.
package struct RequestPapersOutput: Encodable {
    package struct Proof: Encodable {
        let type: String
        let index: Int
        /// C2SP tlog-proof.
        let receipt: String
    }

    package let request: RequestOutput
    package let organisation: String
    package let draft: Bool
    package let answer: SubjectAnswer?
    package let proofs: [Proof]
    package let logKey: String

    package init(_ papers: RequestPapers) {
        request = RequestOutput(papers.described)
        (organisation, draft, answer) = (papers.organisation, papers.isDraft, papers.answer)
        proofs = papers.proofs.map {
            Proof(type: $0.type, index: $0.index, receipt: String(decoding: $0.receipt.serialised(), as: UTF8.self))
        }
        logKey = "\(papers.logKey)"
    }
}
