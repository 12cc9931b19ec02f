import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// An organisation's requests, and the form for one that came in.
enum RequestList {
    static func show(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let requests = try visit.home.requests(as: visit.actor)
        let policy = try visit.home.policy().policy
        let open = requests.filter(\.request.state.isOpen)
        let own = try visit.home.identity(of: visit.actor).organisation.ref
        let collections = try visit.home.collections(as: visit.actor).filter { $0.organisation == own }
        return try visit.page(
            "requests", "Requests",
            fields([
                "summary": summary(open), "open": open.map(row), "hasOpen": !open.isEmpty,
                "ended": requests.filter { !$0.request.state.isOpen }.prefix(200).map(row),
                "hasEnded": requests.contains { !$0.request.state.isOpen },
                "kinds": RequestKind.allCases.map { kind in
                    [
                        "value": kind.rawValue, "text": RequestWords.words(kind), "means": RequestWords.means(kind),
                        "days": "\(kind.days(under: policy))",
                        "isChosen": visit.form["kind"] == kind.rawValue,
                    ] as Fields
                },
                "collections": collections.map { ["name": $0.name] as Fields },
                "reference": visit.form["reference"], "today": Words.day(Date()),
                "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func summary(_ open: [DescribedRequest]) -> String {
        let (late, soon) = (open.count(where: \.isLate), open.count { $0.isDueSoon && !$0.isLate })
        if late + soon == 0 { return open.isEmpty ? "Nobody waits for an answer." : "None is due within a week." }
        return [late > 0 ? "\(late) overdue" : nil, soon > 0 ? "\(soon) due within a week" : nil]
            .compactMap(\.self).joined(separator: ", ") + "."
    }

    /// A request in a list, here and on the custodian's first page.
    static func row(_ described: DescribedRequest) -> Fields {
        fields([
            "href": "/requests/\(described.ref.rawValue)", "reference": described.record.reference,
            "kind": RequestWords.words(described.request.kind),
            "state": RequestWords.state(described),
            "due": Words.inWords(described.request.due),
            "time": RequestWords.time(described), "received": Words.inWords(described.request.received),
            "collections": described.collections.map(\.name).joined(separator: ", "),
        ])
    }
}

extension RequestDraft {
    /// - Throws: `form.malformed`.
    init(_ form: Form) throws {
        guard let kind = RequestKind(rawValue: try form.required("kind")) else { throw Failure.malformedForm }
        var received: Date?
        // Today's day is now: its first moment may be before the request.
        if let day = form["received"], day != Words.day(Date()) {
            guard let date = try? Date("\(day)T00:00:00Z", strategy: .iso8601) else { throw Failure.malformedForm }
            received = date
        }
        self.init(
            kind: kind, reference: form["reference"] ?? "", collections: form.all("collection"), received: received)
    }
}
