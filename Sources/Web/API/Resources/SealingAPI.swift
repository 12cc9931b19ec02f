import FaceSearch
import Foundation
import HTTPTypes
import Records
import Rules
import Vocabulary

/// Persons whom no searcher is shown.
enum SealingAPI {
    static let routes: [Route] = [
        .list("/sealed-persons", "listSealedPersons", "One's organisation's, oldest first.", for: .duty(.sealPerson)) {
            visit, paging in
            paging.page(of: try visit.home.sealedPersons(as: visit.actor), id: \.person.ref.rawValue) {
                PersonAnswer($0.person, faces: $0.faces, photos: $0.photos)
            }
        },
        .act(
            "/sealed-persons", "seal",
            "Seals a person: from the next search on no searcher is shown a face of theirs. The reason belongs into a form, "
                + "not into an address.",
            for: .duty(.sealPerson),
            photoWith: [
                "face": .optional(.whole(1...1000)), "reason": .words, "threshold": .optional(.number(-1...1)),
            ], .created, answers: Sealed.self
        ) { visit, body in
            guard visit.request.mediaType == "multipart/form-data" else { throw Failure.malformedForm }
            let threshold = try body.number("threshold") ?? Home.sealingThreshold
            let (face, reason) = (try body.fields.number("face"), body.fields.text("reason"))
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            let made = try await visit.desk.photos.pass {
                try await home.seal(
                    body.photo, face: face, reason: reason, threshold: threshold, as: actor, with: analyzer)
            }
            return try .json(
                Sealed(person: made.person.rawValue, faces: made.faces, photos: made.photos), .created)
        },
        .act("/sealed-persons/:person/lift", "liftSeal", "Lets a person be found again.", for: .duty(.sealPerson)) {
            (visit, body: Reasoned) in
            try await visit.home.liftSeal(
                SealedPersonRef(try visit.id("person")), reason: body.reason, as: visit.actor)
        },
    ]

    private struct Sealed: Encodable, Described {
        let person: String
        let faces: Int
        let photos: Int

        static let schema = Schema.named("Sealed", .object(["person": .id, "faces": .count, "photos": .count]))
    }

    private struct PersonAnswer: Encodable, Described {
        let id: String
        let sealed: Date
        let reason: String
        let threshold: Float
        let faces: Int
        let photos: Int

        init(_ person: SealedPerson, faces: Int, photos: Int) {
            (id, sealed, reason) = (person.ref.rawValue, person.sealed, person.reason)
            (threshold, self.faces, self.photos) = (person.threshold, faces, photos)
        }

        static let schema = Schema.named(
            "SealedPerson",
            .object([
                "id": .id, "sealed": .moment, "reason": .text, "threshold": .number(-1...1), "faces": .count,
                "photos": .count,
            ]))
    }
}
