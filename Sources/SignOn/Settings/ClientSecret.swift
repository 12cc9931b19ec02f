/// What this server and the provider share, so that the provider knows who asks. Described nowhere.
public struct ClientSecret: Sendable {
    let text: String

    public init(_ text: String) { self.text = text }
}

extension ClientSecret: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
