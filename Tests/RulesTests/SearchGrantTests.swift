import Foundation
import Rules
import Testing
import Vocabulary

@Suite("Grants between organisations")
struct SearchGrantTests {
    static let terms = SearchGrantTerms(
        purposes: ["missing-person", "provenance"], notBefore: noon, expires: noon + 10)
    let own = OrganisationRef("museum")
    let other = OrganisationRef("charity")

    @Test(
        "a grant holds for its purposes, from its first moment up to its end",
        arguments: [
            ("missing-person", 0, true), ("provenance", 9.999, true), ("missing-person", -0.001, false),
            ("missing-person", 10, false), ("caption-verification", 5, false), ("", 5, false),
        ] as [(String, Double, Bool)])
    func allows(purpose: String, seconds: Double, allowed: Bool) {
        #expect(Self.terms.allows(purpose, at: noon + seconds) == allowed)
        #expect(
            code {
                try SearchGrantTerms.check(
                    owner: own, searching: other, granted: [Self.terms], purpose: purpose, at: noon + seconds)
            } == (allowed ? nil : .grantNone))
    }

    @Test("a revoked grant holds at no moment, also not before it was revoked")
    func revoked() {
        let revoked = SearchGrantTerms(
            purposes: ["missing-person"], notBefore: noon, expires: noon + 10, revoked: noon + 5)
        for second in -1...11 { #expect(!revoked.allows("missing-person", at: noon + Double(second))) }
    }

    @Test("one's own collection needs no grant; another's needs one that allows it, among however many")
    func check() {
        func refused(_ searching: OrganisationRef, _ granted: [SearchGrantTerms]) -> Failure.Code? {
            code {
                try SearchGrantTerms.check(
                    owner: own, searching: searching, granted: granted, purpose: "provenance", at: noon)
            }
        }
        let over = SearchGrantTerms(purposes: ["provenance"], notBefore: noon - 10, expires: noon)
        #expect(refused(own, []) == nil)
        #expect(refused(other, []) == .grantNone)
        #expect(refused(other, [over]) == .grantNone)
        #expect(refused(other, [over, Self.terms]) == nil)
    }

    @Test("a grant is given for purposes of the policy, and a period that is not over")
    func giving() throws {
        let policy = try policy(.archive)
        func refused(_ purposes: Set<String>, _ notBefore: Date, _ expires: Date) -> Failure.Code? {
            code {
                try SearchGrantTerms(purposes: purposes, notBefore: notBefore, expires: expires)
                    .check(against: policy, at: noon)
            }
        }
        #expect(refused(["provenance"], noon, noon + 1) == nil)
        #expect(refused(["provenance", "missing-person"], noon - 1, noon + 1) == nil)
        #expect(refused([], noon, noon + 1) == .grantPurposeUnknown)
        #expect(refused(["provenance", "curiosity"], noon, noon + 1) == .grantPurposeUnknown)
        #expect(refused(["provenance"], noon, noon) == .grantPeriod)
        #expect(refused(["provenance"], noon - 2, noon) == .grantPeriod)
        let longest = Double(SearchGrantTerms.longestDays) * 86_400
        #expect(refused(["provenance"], noon, noon + longest) == nil)
        #expect(refused(["provenance"], noon, noon + longest + 1) == .grantPeriod)
        #expect(refused(["provenance"], noon + longest + 1, noon + longest + 2) == .grantPeriod)
    }
}
