import Foundation
import HTTPTypes
import Presentation
import Rules

/// The API's description (OpenAPI 3.1), made of the very routes that the server answers.
enum OpenAPIDocument {
    static func bytes(of routes: [Route]) throws -> [UInt8] { Array(try JSONText.data(json(of: routes))) }

    private static func json(of routes: [Route]) -> JSONTree {
        var schemas: [String: JSONTree] = [:]
        var paths: [String: [String: JSONTree]] = [:]
        for route in routes {
            guard let operation = route.operation else { continue }
            paths[path(route.path), default: [:]][route.method.rawValue.lowercased()] =
                item(operation, route, &schemas)
        }
        schemas["Problem"] = problem.json(&schemas)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Likeness", "version": "1",
                "description":
                    "Finds a face in photo collections that an organisation lawfully holds. docs/api.md says how to begin.",
            ],
            "servers": [["url": "/"]], "security": [["token": []]],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "schemas": .object(schemas),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "Made on one's own page of the desk, for some duties and some days.",
                    ]
                ],
                "responses": [
                    "Problem": [
                        "description": "It was refused, or went wrong; `code` says what (docs/errors.md).",
                        "headers": [
                            "Retry-After": [
                                "description": "With 429: seconds to wait.", "schema": ["type": "integer"],
                            ]
                        ],
                        "content": [
                            "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
                        ],
                    ]
                ],
            ],
        ]
    }

    /// RFC 9457.
    private static let problem = Schema.object([
        "type": .text, "title": .text, "status": .whole(400...599), "detail": .text, "code": .code,
    ])

    /// With `{name}` for what varies.
    private static func path(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(separator: "/")
    }

    private static func item(
        _ operation: APIOperation, _ route: Route, _ schemas: inout [String: JSONTree]
    ) -> JSONTree {
        var item: [String: JSONTree] = [
            "operationId": .text(operation.id), "summary": .text(operation.summary),
            "tags": [.text(String(route.path.dropFirst(API.root.count + 1).prefix { $0 != "/" }))],
            "responses": [
                "\(operation.status.code)": answer(operation, &schemas),
                "4XX": ["$ref": "#/components/responses/Problem"], "5XX": ["$ref": "#/components/responses/Problem"],
            ],
        ]
        let parameters = route.pathNames.map { API.pathParameter($0) } + operation.parameters
        if !parameters.isEmpty { item["parameters"] = .list(parameters.map { parameter($0, &schemas) }) }
        if let body = body(operation.body, &schemas) { item["requestBody"] = body }
        if case .duty(let duties) = route.access {
            let names = duties.map(\.rawValue).sorted().joined(separator: " or ")
            item["description"] = .text("For a token with the duty \(names).")
        }
        if route.access == .anybody { item["security"] = [] }
        return .object(item)
    }

    private static func parameter(
        _ parameter: APIOperation.Parameter, _ schemas: inout [String: JSONTree]
    ) -> JSONTree {
        [
            "name": .text(parameter.name), "in": .text(parameter.place), "description": .text(parameter.meaning),
            "required": .truth(parameter.isRequired), "schema": parameter.schema.json(&schemas),
        ]
    }

    private static func body(_ body: APIOperation.Body, _ schemas: inout [String: JSONTree]) -> JSONTree? {
        switch body {
        case .none: return nil
        case .json(let schema):
            return ["required": true, "content": ["application/json": ["schema": schema.json(&schemas)]]]
        case .photo(let fields):
            let photo = Schema.plain(["type": "string", "format": "binary"])
            let form = Schema.object(fields.merging(["photo": photo]) { $1 })
            return [
                "required": true,
                "content": [
                    "image/*": ["schema": ["type": "string", "format": "binary"]],
                    "multipart/form-data": ["schema": form.json(&schemas)],
                ],
            ]
        }
    }

    private static func answer(_ operation: APIOperation, _ schemas: inout [String: JSONTree]) -> JSONTree {
        var answer: [String: JSONTree] = ["description": .text(operation.summary)]
        switch operation.answer {
        case .nothing: break
        case .json(let schema): answer["content"] = ["application/json": ["schema": schema.json(&schemas)]]
        case .bytes(let types):
            answer["content"] = .object(Dictionary(uniqueKeysWithValues: types.map { ($0, [:]) }))
        }
        return .object(answer)
    }
}

extension Route {
    /// What varies in the path, in order.
    var pathNames: [String] { API.names(in: path) }
}
