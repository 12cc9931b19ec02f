import Foundation
import NIOSSL

/// A server's key and a certificate that nobody vouches for, of 127.0.0.1. By openssl(1), on which Debian's certificates of
/// authorities depend.
struct TestCertificate: Sendable {
    static let tool = "/usr/bin/openssl"

    let configuration: TLSConfiguration

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sign-on-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (key, certificate) = (folder.path() + "/key.pem", folder.path() + "/certificate.pem")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.tool)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        configuration = .makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
    }
}
