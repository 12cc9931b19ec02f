import FaceSearch
import Foundation
import Presentation
import Records
import Rules

/// A template's values, by name.
typealias Fields = [String: Any]

/// Without what is nil or an empty text: a template's section for it is left out, as a text that is there would not be.
func fields(_ values: [String: Any?]) -> Fields {
    values.compactMapValues { $0 }.filter { ($0.value as? String)?.isEmpty != true }
}

/// How things are said on pages.
enum Words {
    static func moment(_ date: Date) -> Fields { ["text": "\(minute(date)) UTC", "iso": date.formatted(.iso8601)] }

    /// Where somebody reads it as a day, in words.
    static func inWords(_ date: Date, withTime: Bool = false) -> Fields {
        [
            "text": withTime ? DateInWords.minute(date) : DateInWords.day(date), "iso": date.formatted(.iso8601),
        ]
    }

    /// In UTC.
    static func minute(_ date: Date) -> String {
        String(
            date.formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: false).dateTimeSeparator(.space)
            ).prefix(16))
    }

    static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

    /// When a photo was taken, as its file says it: by the camera's clock, wherever that was.
    static func taken(_ text: String?) -> String? {
        guard let text, let time = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d.*)?/) else { return text }
        return "\(time.1) \(time.2)"
    }

    static func number(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_GB"))) }

    static func similarity(_ similarity: Float) -> String { String(format: "%.3f", similarity) }

    /// How long a bar of 100 is for a similarity.
    static func bar(_ similarity: Float) -> String { String(format: "%.1f", max(0, min(1, similarity)) * 100) }

    /// A purpose, a role or a kind: a word with hyphens.
    static func spelled(_ word: String) -> String { word.replacing("-", with: " ") }

    /// - Parameter kind: good, wait, alert, ended or plain: how it is marked beside its word.
    static func state(_ kind: String, _ word: String) -> Fields { ["kind": kind, "word": word] }

    static func state(_ state: AuthorisationState) -> Fields {
        switch state {
        case .requested: Self.state("wait", "waits for an approver")
        case .unconfirmed: Self.state("alert", "break-glass, not approved yet")
        case .approved: Self.state("good", "approved")
        case .refused: Self.state("alert", "refused")
        case .expired: Self.state("ended", "expired")
        case .revoked: Self.state("ended", "revoked")
        case .exhausted: Self.state("ended", "used up")
        case .lapsed: Self.state("alert", "not answered in time")
        }
    }

    static func state(_ standing: Standing) -> Fields {
        standing == .active ? state("good", "active") : state("alert", "suspended")
    }

    static func state(of panel: ReviewPanel.State) -> Fields {
        switch panel {
        case .notNeeded: state("plain", "no examiner needed")
        case .waiting: state("wait", "with examiners")
        case .finding(.supports): state("good", "examiners agree: supports")
        case .finding(.doesNotSupport): state("alert", "examiners agree: does not support")
        case .finding(.inconclusive): state("ended", "examiners agree: inconclusive")
        case .noFinding: state("ended", "examiners do not agree")
        }
    }

    static func state(of verdict: Verdict) -> Fields {
        switch verdict {
        case .supports: state("good", "supports")
        case .doesNotSupport: state("alert", "does not support")
        case .inconclusive: state("ended", "inconclusive")
        }
    }

    static func result(of past: PastSearch) -> String {
        switch past.state {
        case .open: "It has not ended"
        case .interrupted: "Cut off; nothing was shown"
        case .completed(let outcome):
            outcome.candidates == 0 ? "Nobody" : counted(outcome.candidates, "candidate")
        }
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    static func probeType(_ type: ProbeType) -> String {
        switch type {
        case .photo: "Photo"
        case .videoStill: "Video still"
        case .scan: "Scan of a print"
        }
    }
}
