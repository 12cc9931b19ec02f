import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Persons who asked that overseers be told when they are searched for; and whom seals kept from being shown.
enum ProtectionAPI {
    static let routes: [Route] = [
        .list(
            "/protected-persons", "listProtectedPersons", "One's organisation's, oldest first.", for: .duty(.sealPerson)
        ) { visit, paging in
            paging.page(of: try visit.home.protectedPersons(as: visit.actor), id: \.person.ref.rawValue) {
                ProtectedPersonOutput($0.person, fears: $0.feared)
            }
        },
        .act(
            "/protected-persons", "protect",
            "Has overseers told of each search whose probe resembles the person in the photo; of it a sealed template is kept, "
                + "and nothing else. Reason and name belong into a form, not into an address.",
            for: .duty(.sealPerson),
            photoWith: ["face": .optional(.whole(1...1000)), "fears": .optional(.text), "reason": .words],
            .created, answers: Protected.self
        ) { visit, body in
            guard visit.request.mediaType == "multipart/form-data" else { throw Failure.malformedForm }
            let (face, feared) = (try body.fields.number("face"), body.fields["fears"])
            let reason = body.fields.text("reason")
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            let person = try await visit.desk.photos.pass {
                try await home.protect(
                    body.photo, face: face, feared: feared, reason: reason, as: actor, with: analyzer)
            }
            return try .json(Protected(person: person.rawValue), .created)
        },
        .act(
            "/protected-persons/:person/end", "endProtection",
            "Takes a person off the list, and erases what they were known by.", for: .duty(.sealPerson)
        ) { (visit, body: Reasoned) in
            try await visit.home.endProtection(
                of: ProtectedPersonRef(try visit.id("person")), reason: body.reason, as: visit.actor)
        },
        .list(
            "/oversight/sealed-hits", "listSealedHits",
            "For overseers: the searches that would have shown a sealed person, newest first. The look is logged.",
            for: .duty(.readUsage)
        ) { visit, paging in
            try await visit.home.noteReading(
                OversightReading(.usage, of: "\(API.root)/oversight/sealed-hits"), as: visit.actor)
            let hits = try visit.home.sealedHits(as: visit.actor)
            return paging.page(of: hits, id: { "\($0.search)\($0.person.rawValue)" }) { SealedHitOutput($0) }
        },
    ]

    private struct Protected: Encodable, Described {
        let person: String

        static let schema = Schema.named("Protected", .object(["person": .id]))
    }
}
