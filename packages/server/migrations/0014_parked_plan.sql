ALTER TABLE "gate"."parked" ADD COLUMN "plan" text;--> statement-breakpoint
ALTER TABLE "gate"."parked" ADD COLUMN "planned" text;