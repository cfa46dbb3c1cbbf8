CREATE TABLE "intake"."source" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"host" text,
	"port" integer,
	"username" text,
	"secret" text,
	"host_key" text,
	"patterns" text[] NOT NULL,
	"every_seconds" integer NOT NULL,
	"afterwards" text NOT NULL,
	"moved_to" text,
	"cut_off_minutes" integer NOT NULL,
	"quiet_hours" integer NOT NULL,
	"paused" boolean NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "source_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "intake"."source_file" (
	"tenant_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"name_key" text NOT NULL,
	"size" bigint NOT NULL,
	"modified_at" bigint NOT NULL,
	"name" text NOT NULL,
	"document_id" uuid NOT NULL,
	"repeated" boolean NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "source_file_tenant_id_source_id_name_key_size_modified_at_pk" PRIMARY KEY("tenant_id","source_id","name_key","size","modified_at")
);
--> statement-breakpoint
CREATE TABLE "intake"."source_state" (
	"tenant_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"next_look_at" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone,
	"looked_at" timestamp with time zone,
	"last_file_at" timestamp with time zone,
	"trouble" text,
	"failing_since" timestamp with time zone,
	"offered_key" text,
	"seen" text NOT NULL,
	"waiting" text NOT NULL,
	CONSTRAINT "source_state_tenant_id_source_id_pk" PRIMARY KEY("tenant_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "intake"."source_file" ADD CONSTRAINT "source_file_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."source_state" ADD CONSTRAINT "source_state_tenant_id_source_id_source_tenant_id_id_fk" FOREIGN KEY ("tenant_id","source_id") REFERENCES "intake"."source"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "source_file_newest" ON "intake"."source_file" USING btree ("tenant_id","source_id","taken_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "source_file_document" ON "intake"."source_file" USING btree ("tenant_id","document_id");