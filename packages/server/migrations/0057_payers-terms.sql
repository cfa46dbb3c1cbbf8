ALTER TABLE "scrub"."terms" ADD COLUMN "in_force_from" date;--> statement-breakpoint
ALTER TABLE "scrub"."terms" ADD COLUMN "source" text;--> statement-breakpoint
-- Until now each row said all of a payer: what one did not say was not set, and stays so now that rows are changes. Benefits are terms like others.
-- An owner who is no superuser is kept to one practice too, and this is of all of them.
ALTER TABLE "scrub"."terms" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "scrub"."terms" SET "content" =
	'{"medicare": null, "vision": null, "ncci": null, "minutes": null, "filingDays": null, "correctedDays": null, "secondaryDays": null, "eligibilityDays": null,
	  "authorizationFor": null, "orderingFor": null, "narrativeFor": null, "attachments": null, "frequencies": null, "ages": null, "waiting": null,
	  "missingTooth": null, "alternates": null, "replacementYears": null}'::jsonb
	|| ("content" - 'benefits') || coalesce("content" -> 'benefits', '{}'::jsonb);--> statement-breakpoint
ALTER TABLE "scrub"."terms" FORCE ROW LEVEL SECURITY;
