import FaceSearch
import Records
import Rules

/// For whom the program acts.
enum OwnAPI {
    static let routes: [Route] = [
        .read("/me", "me", "For whom the token is, and for what.", for: .signedIn) { visit in
            Answer(try visit.home.identity(of: visit.actor), visit.desk.profile)
        }
    ]

    private struct Answer: Encodable, Described {
        let account: Named
        let organisation: Named
        let roles: [String]
        let duties: [String]
        let profile: String

        init(_ identity: Identity, _ profile: Profile) {
            account = Named(id: identity.account.ref.rawValue, name: identity.account.name)
            organisation = Named(id: identity.organisation.ref.rawValue, name: identity.organisation.name)
            roles = identity.account.roles.map(\.rawValue).sorted()
            duties = identity.duties.map(\.rawValue).sorted()
            self.profile = profile.rawValue
        }

        static let schema = Schema.named(
            "Me",
            .object([
                "account": Named.schema, "organisation": Named.schema,
                "roles": .set(of: .word(Role.allCases.map(\.rawValue))),
                "duties": .set(of: .word(Duty.allCases.map(\.rawValue))),
                "profile": .word(Profile.allCases.map(\.rawValue)),
            ]))
    }
}
