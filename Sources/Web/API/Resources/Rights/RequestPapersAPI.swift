import FaceSearch
import Presentation
import Records
import Rules
import Vocabulary

/// What the person is sent, what proves it, and what a custodian has to see before.
enum RequestPapersAPI {
    private static let path = RequestsAPI.path

    static let routes: [Route] = [
        .read(
            "\(path)/papers", "getRequestPapers",
            "What was answered, with its proofs; while the request is open, what would be.", for: .duty(.answerRequest),
            [withoutSearches]
        ) { RequestPapersOutput(try await $0.askedPapers()) },
        .file(
            "\(path)/letter.html", "getRequestLetter", "The same as a letter or a certificate, in one file.",
            for: .duty(.answerRequest), "text/html; charset=utf-8",
            [
                withoutSearches,
                .query("pictures", "In a draft, the person's own face from each photo: later it is not kept.", .truth),
            ]
        ) { visit in
            try await visit.letter(visit.askedPapers(), withPictures: visit.isAsked("pictures"))
        },
        .file(
            "\(path)/receipts/:index", "getRequestReceipt",
            "The proof that an entry which says what became of the request is in the log (C2SP tlog-proof).",
            for: .duty(.answerRequest), "text/plain; charset=utf-8"
        ) { try await $0.requestReceipt() },
        .file(
            "\(path)/searches/:search/probe.jpg", "getRequestProbe", "The face that a search for it was made with.",
            for: .duty(.answerRequest), "image/jpeg"
        ) { try $0.requestProbe() },
        .file(
            "\(path)/faces/:number/face.jpg", "getFoundFace", "A found face, and nobody else's.",
            for: .duty(.answerRequest), "image/jpeg"
        ) { try await $0.portrait(of: $0.faceFound()) },
        .file(
            "\(path)/faces/:number/photo.jpg", "getFoundPhoto", "Its whole photo; everybody else's face is hidden.",
            for: .duty(.answerRequest), "image/jpeg"
        ) { visit in
            let found = try visit.faceFound()
            return try await visit.desk.photo(found.face.original(), ofOnly: found.face.face.box)
        },
    ]

    private static let withoutSearches = APIOperation.Parameter.query(
        "withoutSearches", "In a draft, leaves out how often searches showed the person.", .truth)
}

extension Visit {
    fileprivate func askedPapers() async throws -> RequestPapers {
        try await requestPapers(tellsSearches: !isAsked("withoutSearches"))
    }
}
