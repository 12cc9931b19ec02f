import FaceSearch
import Foundation
import Hummingbird
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Pictures and papers of one request: what was searched with, what was found, the letter, its proofs.
enum RequestFilePages {
    static let routes: [Route] = [
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
}
