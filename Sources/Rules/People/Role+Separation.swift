public import Vocabulary

extension Role {
    /// Whether one account may hold these roles together.
    /// - Throws: `account.roles-conflict`, `account.no-role`.
    public static func check(_ roles: Set<Role>) throws(Failure) {
        guard !roles.isEmpty else {
            throw Failure(.accountWithoutRole, "The account would have no role.", remedy: "Give it at least one role.")
        }
        guard roles.allSatisfy({ roles.isSubset(of: $0.companions) }) else {
            throw Failure(
                .accountRolesConflict,
                "An overseer holds no other role, and an administrator none but custodian: neither ever searches.",
                remedy: "Give the other role to another person's account.")
        }
    }

    /// Those of the roles that count when something is to be done.
    ///
    /// A conflicting set cannot be given out, but a damaged or altered database may hold one. Then the strictest role
    /// counts: an overseer is nothing else, and an administrator nothing else but a custodian.
    static func counting(of held: Set<Role>) -> Set<Role> {
        [Role.overseer, .administrator].filter(held.contains).reduce(held) { $0.intersection($1.companions) }
    }

    /// Whether accounts can still be managed after an administrator was suspended or lost the role, or an organisation
    /// was suspended.
    /// - Parameter remaining: administrators whose account and organisation would both be active afterwards.
    /// - Throws: `account.last-administrator`.
    public static func checkAdministrators(remaining: Int) throws(Failure) {
        guard remaining >= 1 else {
            throw Failure(
                .accountLastAdministrator, "No active administrator would be left.",
                remedy: "Make another account administrator first.")
        }
    }
}
