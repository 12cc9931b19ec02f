import Foundation
import SignOn
import Testing

@Suite("A provider by https")
struct EncryptionTests {
    @Test(
        "whose certificate nobody vouches for is told nothing",
        .enabled(if: FileManager.default.isExecutableFile(atPath: TestCertificate.tool)))
    func unknownAuthority() async throws {
        try await serving(by: TestCertificate()) { stage in
            let issuer = stage.provider.issuer
            #expect(issuer.hasPrefix("https://"))
            let settings = try Samples.settings(issuer: issuer)
            #expect(await code { _ = try await stage.client(settings).begin() } == "sign-on.provider")
            let address = try #require(ProviderMetadata.address(of: settings))
            #expect(stage.provider.visits(address.path()) == 0)
            // It is there, for whoever does not care.
            #expect(try await Browser.carelessly(asks: address) == 200)
            #expect(stage.provider.visits(address.path()) == 1)
        }
    }
}
