CREATE TABLE "codes"."edition" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"of_table" text NOT NULL,
	"part" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	"back_to" date,
	"rows" integer NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"layout" text NOT NULL,
	"files" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"against" text,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"removed" integer NOT NULL,
	"attested_by" text,
	"imported_at" timestamp with time zone NOT NULL,
	"imported_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "edition_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "codes"."heading_map" (
	"tenant_id" uuid NOT NULL,
	"of_table" text NOT NULL,
	"headings" text NOT NULL,
	"columns" jsonb NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "heading_map_tenant_id_of_table_headings_pk" PRIMARY KEY("tenant_id","of_table","headings")
);
--> statement-breakpoint
CREATE INDEX "edition_in_order" ON "codes"."edition" USING btree ("tenant_id","imported_at");