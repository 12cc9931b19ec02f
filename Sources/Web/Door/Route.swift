import HTTPTypes
import Hummingbird
import Rules

/// One thing that can be asked of the server, by whom, and how it is answered. There is no other way in than by one of these.
struct Route: Sendable {
    /// Who may ask. FaceSearch asks the rules anew, whatever stands here: this is the outer of two doors.
    enum Access: Hashable, Sendable {
        /// Nobody has to show who they are.
        case anybody
        /// Whoever has signed in.
        case signedIn
        /// Whoever has one of these duties.
        case duty(Set<Duty>)
    }

    /// What a request brings.
    enum Body: Hashable, Sendable {
        case none
        /// A form's fields.
        case form
        /// A form with one photo, or the photo's bytes alone.
        case photo
        /// JSON, of the API.
        case json
    }

    let method: HTTPRequest.Method
    /// With `:name` for what varies: ids only, so that no path tells of a person.
    let path: String
    let access: Access
    let body: Body
    let answer: @Sendable (Visit) async throws -> Response

    /// Whether programs ask it, by a token, and are answered in JSON.
    var isAPI: Bool { path.hasPrefix("/api/") }

    static func get(
        _ path: String, for access: Access, _ answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .get, path: path, access: access, body: .none, answer: answer)
    }

    static func post(
        _ path: String, for access: Access, _ body: Body = .form,
        _ answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .post, path: path, access: access, body: body, answer: answer)
    }

    static func delete(
        _ path: String, for access: Access, _ answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .delete, path: path, access: access, body: .none, answer: answer)
    }
}

extension Route.Access {
    static func duty(_ duty: Duty) -> Route.Access { .duty([duty]) }
}
