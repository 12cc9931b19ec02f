public import Foundation
public import Logging
public import SignOn

/// How a server is run.
public struct WebSettings: Sendable {
    /// An address of this machine.
    public var host = "127.0.0.1"
    /// 0 takes a free one.
    public var port = 8787
    /// The names by which browsers may call it, besides the address that it listens at.
    public var names: [String] = []
    /// PEM files: the chain, and its key. Without them nothing is encrypted.
    public var certificate: URL?
    public var key: URL?
    /// Who else vouches for people (OpenID Connect); nil: nobody.
    public var provider: ProviderSettings?
    /// The folders below which photos may be indexed from the desk.
    public var roots: [URL] = []
    /// How many searches an account may make in a minute; so many in a row.
    public var searchesPerMinute = 120
    /// How many log lines, and whether each is a JSON object.
    public var logLevel = Logger.Level.notice
    public var logsJSON = false

    /// Where the public page is served, and nothing else.
    public struct PublicPlace: Hashable, Sendable {
        public var host: String
        /// 0 takes a free one.
        public var port: Int

        public init(host: String, port: Int) { (self.host, self.port) = (host, port) }
    }

    /// Nil: the public page is not served.
    public var publicPage: PublicPlace?
    /// What it says; nil: the house's own texts.
    public var publicPageTexts: URL?

    public init() {}

    var isEncrypted: Bool { certificate != nil }
}
