package import HTTPTypes
import Hummingbird
package import Rules

/// One thing that can be asked of the server, by whom, and how it is answered. There is no other way in than by one of these.
package struct Route: Sendable {
    /// Who may ask. FaceSearch asks the rules anew, whatever stands here: this is the outer of two doors.
    package enum Access: Hashable, Sendable {
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

    package let method: HTTPRequest.Method
    /// With `:name` for what varies: ids only, so that no path tells of a person.
    package let path: String
    package let access: Access
    let body: Body
    let answer: @Sendable (Visit) async throws -> Response
    /// What the API's description says of it; nil for a page.
    var operation: APIOperation?

    /// Whose holders may ask; every role where anybody may who has signed in, none where nobody has to.
    package var roles: Set<Role> {
        switch access {
        case .anybody: []
        case .signedIn: Set(Role.allCases)
        case .duty(let duties): duties.reduce(into: []) { $0.formUnion($1.roles) }
        }
    }

    /// Whether programs ask it, by a token, and are answered in JSON.
    package var isAPI: Bool { operation != nil }

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
