import HTTPTypes
import Hummingbird

/// How routes of the API are written. Each comes with its description: there is no other way to make one.
extension Route {
    /// Answers with what is there.
    static func read<Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access,
        _ parameters: [APIOperation.Parameter] = [], _ answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        api(
            .get, path, access, .none,
            APIOperation(id: id, summary: summary, parameters: parameters, answer: .json(Answer.schema))
        ) { try .json(await answer($0)) }
    }

    /// Answers with part of a list.
    static func list<Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access,
        _ parameters: [APIOperation.Parameter] = [],
        _ answer: @escaping @Sendable (Visit, Paging) async throws -> Answer
    ) -> Route {
        read(path, id, summary, for: access, parameters + Paging.parameters) { visit in
            try await answer(visit, Paging(visit))
        }
    }

    /// Answers with a picture or a text.
    static func file(
        _ path: String, _ id: String, _ summary: String, for access: Access, _ type: String,
        _ parameters: [APIOperation.Parameter] = [], _ answer: @escaping @Sendable (Visit) async throws -> [UInt8]
    ) -> Route {
        api(
            .get, path, access, .none,
            APIOperation(id: id, summary: summary, parameters: parameters, answer: .bytes([type]))
        ) { APIAnswer(type: type, bytes: try await answer($0)) }
    }

    /// Does something that needs nothing said.
    static func act<Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access,
        _ status: HTTPResponse.Status = .ok, _ answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        api(
            .post, path, access, .none,
            APIOperation(id: id, summary: summary, answer: .json(Answer.schema), status: status)
        ) { try .json(await answer($0), status) }
    }

    /// Does what a body says.
    static func act<Body: Decodable & Described, Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access,
        _ status: HTTPResponse.Status = .ok, _ answer: @escaping @Sendable (Visit, Body) async throws -> Answer
    ) -> Route {
        api(
            .post, path, access, .json,
            APIOperation(
                id: id, summary: summary, body: .json(Body.schema), answer: .json(Answer.schema), status: status)
        ) { visit in try .json(await answer(visit, JSONBody.read(visit)), status) }
    }

    /// Does something, and shows how things are then; asked once more, it shows them as they are by then.
    static func act<Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access, _ status: HTTPResponse.Status = .ok,
        shows show: @escaping @Sendable (Visit) async throws -> Answer,
        _ work: @escaping @Sendable (Visit) async throws -> Void
    ) -> Route {
        api(
            .post, path, access, .none,
            APIOperation(id: id, summary: summary, answer: .json(Answer.schema), status: status)
        ) { visit in
            try await work(visit)
            return try await .showing(status, visit, show)
        }
    }

    /// Does what a body says, and shows how things are then.
    static func act<Body: Decodable & Described, Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access, _ status: HTTPResponse.Status = .ok,
        shows show: @escaping @Sendable (Visit) async throws -> Answer,
        _ work: @escaping @Sendable (Visit, Body) async throws -> Void
    ) -> Route {
        api(
            .post, path, access, .json,
            APIOperation(
                id: id, summary: summary, body: .json(Body.schema), answer: .json(Answer.schema), status: status)
        ) { visit in
            try await work(visit, JSONBody.read(visit))
            return try await .showing(status, visit, show)
        }
    }

    /// Does what a body says, and has nothing to answer.
    static func act<Body: Decodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access,
        _ answer: @escaping @Sendable (Visit, Body) async throws -> Void
    ) -> Route {
        api(
            .post, path, access, .json,
            APIOperation(id: id, summary: summary, body: .json(Body.schema), status: .noContent)
        ) { visit in
            try await answer(visit, JSONBody.read(visit))
            return APIAnswer(status: .noContent)
        }
    }

    /// Does something with a photo.
    static func act<Answer: Encodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access, photoWith fields: [String: Schema],
        _ status: HTTPResponse.Status = .ok, answers: Answer.Type,
        _ answer: @escaping @Sendable (Visit, PhotoBody) async throws -> APIAnswer
    ) -> Route {
        api(
            .post, path, access, .photo,
            APIOperation(
                id: id, summary: summary,
                parameters: fields.sorted { $0.key < $1.key }.map {
                    .query($0.key, "With an image as the body; in a form, a field.", $0.value)
                },
                body: .photo(fields: fields), answer: .json(Answer.schema), status: status)
        ) { visit in try await answer(visit, PhotoBody(visit, fields: Set(fields.keys))) }
    }

    /// Does what a body says, and answers with a file.
    static func export<Body: Decodable & Described>(
        _ path: String, _ id: String, _ summary: String, for access: Access, _ types: [String],
        _ answer: @escaping @Sendable (Visit, Body) async throws -> APIAnswer
    ) -> Route {
        api(
            .post, path, access, .json,
            APIOperation(
                id: id, summary: summary, body: .json(Body.schema), answer: .bytes(types), status: .created)
        ) { visit in try await answer(visit, JSONBody.read(visit)) }
    }

    /// The description itself.
    static func description(_ path: String, _ id: String, _ summary: String) -> Route {
        api(
            .get, path, .anybody, .none,
            APIOperation(id: id, summary: summary, answer: .json(.plain(["type": "object"])))
        ) { _ in APIAnswer(bytes: try OpenAPIDocument.bytes(of: API.routes)) }
    }

    private static func api(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ body: Body, _ operation: APIOperation,
        _ answer: @escaping @Sendable (Visit) async throws -> APIAnswer
    ) -> Route {
        let names = API.names(in: path)
        guard method == .post else {
            return Route(
                method: method, path: API.root + path, access: access, body: body,
                answer: { visit in
                    try API.checkPath(visit, names)
                    return try await answer(visit).response
                }, operation: operation)
        }
        var operation = operation
        operation.parameters.append(
            APIOperation.Parameter(
                name: RepeatedAnswers.header.rawName, place: "header",
                meaning: "Sent twice under the same key, it is done once.",
                schema: .plain(["type": "string", "pattern": "^[!-~]{8,100}$"])))
        return Route(
            method: method, path: API.root + path, access: access, body: body,
            answer: { visit in
                try API.checkPath(visit, names)
                return try await visit.desk.repeats.answer(visit) { try await answer(visit) }.response
            }, operation: operation)
    }
}
