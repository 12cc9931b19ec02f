import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// One request's page: its steps in their order, and what is to be done next.
enum RequestPage {
    /// - Parameter step: the one that `failure` is told at.
    static func show(_ visit: Visit, _ failure: Failure? = nil, at step: String? = nil) throws -> Response {
        let ref = RequestRef(try visit.id("request"))
        let described = try visit.home.request(ref, as: visit.actor)
        let request = described.request
        let found = try visit.home.facesFound(for: ref, as: visit.actor)
        let path = "/requests/\(ref.rawValue)"
        let isBeingErased = request.state.isOpen && described.record.erasure != nil
        let isJudged = described.progress.judged == described.progress.found
        func error(_ steps: String...) -> String? {
            guard let failure, let step, steps.contains(step) else { return nil }
            return "\(failure.reason) \(failure.remedy)"
        }
        let mayAnswer =
            request.state == .identified
            && (!request.kind.needsSearch || described.progress.searches > 0 && isJudged || isBeingErased)
        let receipts = try receipts(described, path, visit)
        return try visit.page(
            "request", "Request \(described.record.reference)",
            fields([
                "crumbs": [["href": "/requests", "text": "Requests"] as Fields], "href": path, "id": ref.rawValue,
                "reference": described.record.reference, "kind": RequestPages.words(request.kind),
                "state": RequestPages.state(described), "time": RequestPages.time(described),
                "received": Words.moment(request.received), "due": Words.moment(request.due),
                "recordedBy": described.name(described.record.recordedBy),
                "collections": described.collections.map(\.name).joined(separator: ", "),
                "steps": steps(described),
                "identify": request.state == .received
                    ? fields([
                        "means": IdentityMeans.allCases.map { ["value": $0.rawValue, "text": words($0)] as Fields },
                        "error": error("identify"),
                    ]) : nil,
                "search": request.state == .identified && request.kind.needsSearch && !isBeingErased
                    && described.progress.searches < SubjectRequest.mostSearches
                    ? fields([
                        "threshold": visit.form["threshold"] ?? String(format: "%.2f", SearchRequest.defaultThreshold),
                        "least": "\(Home.requestThresholds.lowerBound)", "most": "\(Home.requestThresholds.upperBound)",
                        "isAgain": described.progress.searches > 0, "error": error("search"),
                    ]) : nil,
                "probes": request.state.isOpen
                    ? described.searches.filter { $0.outcome != nil }.map {
                        ["src": "\(path)/probes/\($0.id)/face.jpg"] as Fields
                    } : [Fields](),
                "hasFound": !found.isEmpty,
                "none": described.progress.searches > 0 && request.state.isOpen && found.isEmpty && !isBeingErased,
                "found": found.map { face in
                    fields([
                        "number": "\(face.number)", "href": "\(path)/faces/\(face.number)",
                        "similarity": Words.similarity(face.similarity), "collection": face.collection.name,
                        "isPerson": face.verdict == .isPerson, "isNot": face.verdict == .isNot,
                    ])
                },
                "foundError": error("faces"),
                "answer": mayAnswer ? answer(described, error("answer"), isBeingErased) : nil,
                "answerWaits": request.state == .identified && !mayAnswer && request.kind.needsSearch,
                "mayRefuse": request.state.isOpen && !isBeingErased, "refuseError": error("refuse", "withdraw"),
                "ended": request.decision.map { decision in
                    fields([
                        "reason": decision.reason, "hasLetter": decision.kind != .withdrawn,
                        "paper": request.kind.erases && decision.kind == .answered ? "Certificate" : "Letter",
                        "paperWord": request.kind.erases && decision.kind == .answered ? "certificate" : "letter",
                    ])
                },
                "receipts": receipts, "hasReceipts": !receipts.isEmpty,
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func answer(_ described: DescribedRequest, _ error: String?, _ isBeingErased: Bool) -> Fields {
        let kind = described.request.kind
        let confirmed = described.confirmed
        let faces = "\(confirmed) confirmed \(confirmed == 1 ? "face" : "faces")"
        let (text, button): (String, String) =
            switch kind {
            case .access:
                (
                    confirmed == 0
                        ? "The letter says that they were not found, and what that cannot rule out."
                        : "The letter tells of \(faces): collection, basis, source, dates. No caption, no path, nobody else.",
                    "Answer"
                )
            case .erasure, .objection:
                (
                    isBeingErased
                        ? "The erasure had begun and was cut off. This finishes it."
                        : confirmed == 0
                            ? "Nobody was confirmed: nothing is erased, and the letter says so."
                            : "\(faces.prefix(1).uppercased() + faces.dropFirst()) will be erased for good. The certificate proves it.",
                    confirmed == 0 && !isBeingErased ? "Answer" : "Erase and answer"
                )
            case .sealing: ("From the next search on no searcher is shown them.", "Seal and answer")
            case .alert: ("From the next search on overseers are told when it is for them.", "Protect and answer")
            }
        return fields([
            "text": text, "button": button, "isErasing": kind.erases && (confirmed > 0 || isBeingErased),
            "asksPhoto": kind == .sealing || kind == .alert, "hasDraft": !isBeingErased,
            "hasPictures": kind == .access && confirmed > 0, "asksSearches": kind == .access && confirmed > 0,
            "error": error,
        ])
    }

    private static func steps(_ described: DescribedRequest) -> [Fields] {
        let request = described.request
        func step(_ text: String, _ detail: String?, isDone: Bool) -> Fields {
            fields(["text": text, "detail": detail, "isAhead": !isDone])
        }
        func said(_ date: Date, _ by: AccountRef) -> String {
            "\((Words.moment(date)["text"] as? String) ?? "") by \(described.name(by))"
        }
        var steps = [step("Received", said(described.record.recorded, described.record.recordedBy), isDone: true)]
        steps.append(
            step(
                "Identity checked",
                request.identification.map {
                    "\(words($0.means))\($0.words.map { ": \($0)" } ?? ""), \(said($0.at, $0.by))"
                }, isDone: request.identification != nil))
        if request.kind.needsSearch {
            let searches = described.searches.filter { $0.outcome != nil }
            let number = described.progress.searches
            steps.append(
                step(
                    "Looked for",
                    searches.last.map {
                        "\(number) \(number == 1 ? "search" : "searches"), last \((Words.moment($0.at)["text"] as? String) ?? "")"
                    }, isDone: number > 0))
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

    /// Where the proofs of what became of it are to be had.
    private static func receipts(_ described: DescribedRequest, _ path: String, _ visit: Visit) throws -> [Fields] {
        guard !described.request.state.isOpen else { return [] }
        return try visit.home.proofPlaces(of: described.ref, as: visit.actor).map { type, index in
            [
                "href": "\(path)/receipts/\(index)", "index": Words.number(index),
                "what": type == "erasure.completed" ? "The erasure" : "The answer",
            ]
        }
    }

    private static func words(_ means: IdentityMeans) -> String {
        switch means {
        case .inPersonDocument: "A document, shown in person"
        case .certifiedCopy: "A certified copy"
        case .knownRepresentative: "A representative who is known"
        case .electronicID: "An electronic identity"
        case .other: "Other means, described"
        }
    }
}
