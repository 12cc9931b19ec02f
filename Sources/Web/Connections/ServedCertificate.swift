package import Foundation
import NIOCore
import NIOSSL
import Synchronization
package import Vocabulary

/// The certificate that new connections are shown, and its key, from PEM files that may be replaced while it is served.
package final class ServedCertificate: Sendable {
    private struct Held {
        var pair: NIOSSLContextConfigurationOverride
        var version: [FileVersion]
    }

    private let chain: URL
    private let key: URL
    private let held: Mutex<Held>

    /// - Throws: `server.certificate`, `server.secret-exposed` when others can read the key.
    package init(chain: URL, key: URL) throws(Failure) {
        let version = [FileVersion(chain), FileVersion(key)]
        self.chain = chain
        self.key = key
        held = Mutex(Held(pair: try Self.pair(chain, key), version: version))
    }

    /// Each connection asks for the pair when its hello has come: those that exist keep theirs.
    func configuration() throws(Failure) -> TLSConfiguration {
        var configuration = try Self.configuration(held.withLock { $0.pair })
        configuration.sslContextCallback = { [self] _, promise in promise.succeed(held.withLock { $0.pair }) }
        return configuration
    }

    /// Takes what the files hold now; what they held stays when it cannot be used.
    /// - Throws: `server.certificate`, `server.secret-exposed`.
    package func reload() throws(Failure) {
        try held.withLock { held throws(Failure) in
            held.version = [FileVersion(chain), FileVersion(key)]
            held.pair = try Self.pair(chain, key)
        }
    }

    /// - Returns: whether the files are others than at the last look.
    /// - Throws: `server.certificate`, `server.secret-exposed`, once for each change.
    package func reloadIfChanged() throws(Failure) -> Bool {
        guard held.withLock({ $0.version }) != [FileVersion(chain), FileVersion(key)] else { return false }
        try reload()
        return true
    }

    private static func pair(_ chain: URL, _ key: URL) throws(Failure) -> NIOSSLContextConfigurationOverride {
        guard let secret = try GuardedFile.secret(key.path, "The certificate's key"),
            let text = FileManager.default.contents(atPath: chain.path)
        else { throw unreadable }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes([UInt8](text)), !certificates.isEmpty,
            let privateKey = try? NIOSSLPrivateKey(bytes: [UInt8](secret), format: .pem)
        else { throw unusable }
        var pair = NIOSSLContextConfigurationOverride()
        pair.certificateChain = certificates.map { .certificate($0) }
        pair.privateKey = .privateKey(privateKey)
        // Only a context finds out whether they belong together.
        guard (try? NIOSSLContext(configuration: configuration(pair))) != nil else { throw unusable }
        return pair
    }

    private static func configuration(_ pair: NIOSSLContextConfigurationOverride) throws(Failure) -> TLSConfiguration {
        guard let chain = pair.certificateChain, let key = pair.privateKey else { throw unusable }
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    private static let unreadable = Failure(
        .serverCertificate, "The file of the certificate or of its key is not there, or cannot be read.",
        remedy: "Name files that whoever runs the server may read.")

    private static let unusable = Failure(
        .serverCertificate, "The certificate and the key are not PEM, or do not belong together.",
        remedy: "Give the chain, its own certificate first, and the key of that one.")
}

/// Tells a file from the one that was there before.
private struct FileVersion: Equatable {
    private let changed: Date?
    private let numbers: [Int?]

    init(_ file: URL) {
        // What a certificate's folder has is often a link.
        let path = file.resolvingSymlinksInPath().path
        let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
        changed = attributes[.modificationDate] as? Date
        numbers = [.systemFileNumber, .size, .posixPermissions].map { (attributes[$0] as? NSNumber)?.intValue }
    }
}
