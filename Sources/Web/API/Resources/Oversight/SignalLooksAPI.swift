import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Looking at a face behind a signal: with a reason, logged before it is seen, told to every overseer.
enum SignalLooksAPI {
    private static let path = "\(SignalsAPI.path)/:signal/looks"

    static let routes: [Route] = [
        .act(
            path, "lookBehindSignal", "Lets one see the face that a search of the signal was made with, for an hour.",
            for: .duty(.lookBehindSignal), .created
        ) { (visit, body: NewLook) in
            LookAnswer(
                try await visit.home.lookBehind(
                    visit.signal, search: body.search, reason: body.reason, as: visit.actor))
        },
        .read("\(path)/:look", "getLook", "One's own, while it lasts.", for: .duty(.lookBehindSignal)) {
            LookAnswer(try $0.look)
        },
        .file(
            "\(path)/:look/face.jpg", "getLookFace", "The face, and nobody else's.", for: .duty(.lookBehindSignal),
            "image/jpeg"
        ) { try await $0.faceLookedAt() },
    ]

    private struct NewLook: Decodable, Described {
        let search: String
        let reason: String

        static let schema = Schema.named("NewLook", .object(["search": .id, "reason": .signalReason]))
    }

    private struct LookAnswer: Extended {
        struct More: Encodable {
            let ends: Date
        }

        let base: SignalDetailsOutput.Look
        let more: More

        init(_ look: SignalLook) {
            base = SignalDetailsOutput.look(look)
            more = More(ends: look.ends)
        }

        static let schema = Schema.named(
            "OwnLook",
            .object(SignalDetailsOutput.Look.members.merging(["ends": .moment]) { $1 }))
    }
}
