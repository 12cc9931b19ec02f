import FaceSearch
import Foundation
import Presentation
import Records
import Rules
import Vocabulary

/// How far a request has come, and what keeps it back.
enum RequestSteps {
    static func steps(_ described: DescribedRequest) -> [Fields] {
        let request = described.request
        func step(_ text: String, _ detail: String?, isDone: Bool) -> Fields {
            fields(["text": text, "detail": detail, "isAhead": !isDone])
        }
        func said(_ date: Date, _ by: AccountRef) -> String {
            "\(DateInWords.minute(date)) by \(described.name(by))"
        }
        var steps = [step("Received", said(described.record.recorded, described.record.recordedBy), isDone: true)]
        steps.append(
            step(
                "Identity checked",
                request.identification.map {
                    "\(RequestWords.words($0.means))\($0.words.map { ": \($0)" } ?? ""), \(said($0.at, $0.by))"
                }, isDone: request.identification != nil))
        if request.kind.needsSearch {
            let searches = described.searches.filter { $0.outcome != nil }
            let number = described.progress.searches
            let cut = described.searches.count { $0.interrupted != nil }
            steps.append(
                step(
                    "Looked for",
                    [
                        searches.last.map { "\(counted(number, "search")), last \(DateInWords.minute($0.at))" },
                        cut > 0 ? "\(cut) cut off" : nil,
                    ].compactMap(\.self).joined(separator: "; "), isDone: number > 0))
        }
        if let decision = request.decision {
            let word =
                switch decision.kind {
                case .answered: "Answered"
                case .refused: "Refused"
                case .withdrawn: "Withdrawn"
                }
            steps.append(step(word, said(decision.at, decision.by), isDone: true))
        } else {
            steps.append(step("Answered", nil, isDone: false))
        }
        return steps
    }

    /// What keeps the next search back: one that is under way, or the latest, which was cut off.
    static func holdUp(_ described: DescribedRequest, _ visit: Visit) throws -> Fields? {
        guard described.request.state.isOpen else { return nil }
        if try visit.home.isSearching(for: described.ref) { return ["isRunning": true] }
        guard let last = described.searches.last, last.outcome == nil else { return nil }
        return ["cutOff": Words.inWords(last.at, withTime: true)]
    }
}
