import Foundation
import Mustache

/// The pages' templates, parsed once.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    init() throws {
        var templates: [String: MustacheTemplate] = [:]
        for (name, bytes) in PageTemplates.all {
            templates[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        }
        library = MustacheLibrary(templates: templates)
    }

    /// - Parameter content: what is put in is escaped, unless the template says otherwise.
    func render(_ template: String, _ content: [String: Any], title: String, frame: [String: Any]) -> String {
        var page = content
        page["frame"] = frame
        let inner = library.render(page, withTemplate: template) ?? ""
        return library.render(
            ["title": title, "content": inner, "frame": frame, "csrf": content["csrf"] ?? ""] as [String: Any],
            withTemplate: "layout") ?? ""
    }
}
