import Foundation
import Testing
import Vocabulary
import Web

@Suite("A certificate's files are looked at again")
struct ServedCertificateTests {
    @Test("a change is taken once, also behind a link; half of one is refused once, and taken when it is whole")
    func changes() throws {
        let work = try Workspace()
        try work.makePair("one")
        try work.makePair("two")
        try work.link("one.pem", as: "chain.pem")
        try work.link("one-key.pem", as: "key.pem")
        let served = try ServedCertificate(
            chain: URL(filePath: work.path("chain.pem")), key: URL(filePath: work.path("key.pem")))
        #expect(try !served.reloadIfChanged())
        try work.link("two.pem", as: "chain.pem")
        #expect(throws: Failure.self) { try served.reloadIfChanged() }
        #expect(try !served.reloadIfChanged())
        try work.link("two-key.pem", as: "key.pem")
        #expect(try served.reloadIfChanged())
        #expect(try !served.reloadIfChanged())
    }
}

extension Workspace {
    fileprivate func makePair(_ name: String) throws {
        let made = Process()
        made.executableURL = URL(filePath: "/usr/bin/openssl")
        made.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)",
            "-out", path("\(name).pem"), "-keyout", path("\(name)-key.pem"),
        ]
        made.standardError = FileHandle.nullDevice
        try made.run()
        made.waitUntilExit()
        try #require(made.terminationStatus == 0)
    }

    /// As tools do that renew certificates.
    fileprivate func link(_ file: String, as name: String) throws {
        try? FileManager.default.removeItem(atPath: path(name))
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: path(file))
    }
}
