import Rules

/// Each is 128 random bits: it says nothing about what it stands for, so it may stand in the log.
extension OrganisationRef {
    static func random() -> OrganisationRef { OrganisationRef(PseudonymousID.random().text) }
}

extension AccountRef {
    static func random() -> AccountRef { AccountRef(PseudonymousID.random().text) }
}

extension CaseRef {
    static func random() -> CaseRef { CaseRef(PseudonymousID.random().text) }
}

extension AuthorisationRef {
    static func random() -> AuthorisationRef { AuthorisationRef(PseudonymousID.random().text) }
}

extension RequestRef {
    static func random() -> RequestRef { RequestRef(PseudonymousID.random().text) }
}
