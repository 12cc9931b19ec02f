import FaceSearch
import Foundation
import Hummingbird
import Photos
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// The rights desk: requests of people about themselves, from their receipt to the letter.
enum RequestPages {
    static let routes: [Route] = [
        .get("/requests", for: .duty(.answerRequest)) { try list($0) },
        .post("/requests", for: .duty(.answerRequest)) { visit in
            do {
                let made = try await visit.home.receiveRequest(RequestDraft(visit.form), as: visit.actor)
                return visit.see("/requests/\(made.ref.rawValue)", .requestReceived)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try list(visit, failure)
            }
        },
        .get("/requests/:request", for: .duty(.answerRequest)) { try RequestPage.show($0) },
        step("identify") { visit, ref in
            guard let means = IdentityMeans(rawValue: try visit.form.required("means")) else {
                throw Failure.malformedForm
            }
            let words = visit.form.text("words")
            try await visit.home.identifyRequest(
                ref, by: means, words: words.isEmpty ? nil : words, as: visit.actor)
            return .requestIdentified
        },
        step("search", .photo) { visit, ref in
            guard let photo = visit.form.photo else { throw Failure.malformedForm }
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            let threshold = visit.form["threshold"].flatMap { Float($0) } ?? SearchRequest.defaultThreshold
            let face = try visit.form.number("face")
            _ = try await visit.desk.photos.pass {
                try await home.searchForRequest(
                    ref, photo: photo, face: face, threshold: threshold, as: actor, with: analyzer)
            }
            return .requestSearched
        },
        step("faces") { visit, ref in
            var verdicts: [Int: RequestFace.Verdict] = [:]
            for name in visit.form.names {
                guard let match = name.wholeMatch(of: /face-([0-9]{1,6})/), let word = visit.form[name] else {
                    continue
                }
                guard let number = Int(match.1), let verdict = RequestFace.Verdict(rawValue: word) else {
                    throw Failure.malformedForm
                }
                verdicts[number] = verdict
            }
            _ = try await visit.home.judge(verdicts, for: ref, as: visit.actor)
            return .requestJudged
        },
        step("answer", .photo) { visit, ref in
            let choice = AnswerChoice(
                photo: visit.form.photo, face: try visit.form.number("face"),
                tellsSearches: visit.form["without-searches"] == nil)
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            try await visit.desk.photos.pass {
                try await home.answerRequest(ref, choice, as: actor, with: analyzer)
            }
            return .requestAnswered
        },
        step("refuse") { visit, ref in
            try await visit.home.refuseRequest(ref, because: visit.form.text("reason"), as: visit.actor)
            return .requestRefused
        },
        step("withdraw") { visit, ref in
            try await visit.home.withdrawRequest(ref, as: visit.actor)
            return .requestWithdrawn
        },
        .get("/requests/:request/probes/:search/face.jpg", for: .duty(.answerRequest)) { visit in
            .bytes(try visit.requestProbe(), "image/jpeg")
        },
        .get("/requests/:request/faces/:number/face.jpg", for: .duty(.answerRequest)) { visit in
            let found = try visit.faceFound()
            return try await .picture { try await visit.portrait(of: found) }
        },
        .get("/requests/:request/faces/:number/photo.jpg", for: .duty(.answerRequest)) { visit in
            let found = try visit.faceFound()
            return try await .picture {
                try await visit.desk.photo(found.face.original(), ofOnly: found.face.face.box)
            }
        },
        .get("/requests/:request/letter.html", for: .duty(.answerRequest)) { visit in
            let papers = try await visit.requestPapers()
            return .bytes(
                try await visit.letter(papers, withPictures: visit.query("pictures") != nil),
                "text/html; charset=utf-8",
                fileName: papers.isDraft ? "draft.html" : "letter.html")
        },
        .get("/requests/:request/letter.json", for: .duty(.answerRequest)) { visit in
            .bytes(
                Array(try JSONText.data(RequestPapersOutput(await visit.requestPapers()))), "application/json",
                fileName: "letter.json")
        },
        .get("/requests/:request/receipts/:index", for: .duty(.answerRequest)) { visit in
            .bytes(
                try await visit.requestReceipt(), "text/plain; charset=utf-8",
                fileName: "\(try visit.number("index")).\(Receipt.fileExtension)")
        },
    ]

    /// What a custodian does with one request; what the rules say against it stands on its page.
    private static func step(
        _ name: String, _ body: Route.Body = .form,
        _ act: @escaping @Sendable (Visit, RequestRef) async throws -> Notice
    ) -> Route {
        .post("/requests/:request/\(name)", for: .duty(.answerRequest), body) { visit in
            let ref = RequestRef(try visit.id("request"))
            do {
                return visit.see("/requests/\(ref.rawValue)", try await act(visit, ref))
            } catch let failure as Failure
                where failure.code.kind != .environment && failure.code != .requestUnknown
                && failure.code != .formMalformed
            {
                return try RequestPage.show(visit, failure, at: name)
            }
        }
    }

    private static func list(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let requests = try visit.home.requests(as: visit.actor)
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
                        "value": kind.rawValue, "text": words(kind), "means": means(kind),
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
            "kind": words(described.request.kind), "state": state(described),
            "due": Words.moment(described.request.due),
            "time": time(described), "received": Words.moment(described.request.received),
            "collections": described.collections.map(\.name).joined(separator: ", "),
        ])
    }

    static func words(_ kind: RequestKind) -> String {
        switch kind {
        case .access: "Access"
        case .erasure: "Erasure"
        case .objection: "Objection"
        case .sealing: "To be sealed"
        case .alert: "To be watched over"
        }
    }

    private static func means(_ kind: RequestKind) -> String {
        switch kind {
        case .access: "Am I in your collections, and what do you hold of me?"
        case .erasure: "Erase me."
        case .objection: "Do not search among faces of mine."
        case .sealing: "Show me to no searcher: I am at risk."
        case .alert: "Have overseers told when I am searched for."
        }
    }

    static func state(_ described: DescribedRequest) -> Fields {
        switch described.request.state {
        case .received, .identified:
            if described.isLate { return Words.state("alert", "overdue") }
            return described.request.state == .received
                ? Words.state("wait", "received") : Words.state("wait", "identified")
        case .answered: return Words.state("good", described.isLate ? "answered, late" : "answered")
        case .refused: return Words.state("ended", described.isLate ? "refused, late" : "refused")
        case .withdrawn: return Words.state("ended", "withdrawn")
        }
    }

    /// How long there is; nothing once it has ended.
    static func time(_ described: DescribedRequest) -> String? {
        guard described.request.state.isOpen else { return nil }
        let days = described.daysLeft
        if described.isLate { return "overdue for \(max(1, -days)) \(max(1, -days) == 1 ? "day" : "days")" }
        return days <= 1 ? "due within a day" : "\(days) days left"
    }
}

extension RequestDraft {
    /// - Throws: `form.malformed`.
    fileprivate init(_ form: Form) throws {
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
